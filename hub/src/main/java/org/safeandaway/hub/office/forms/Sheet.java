package org.safeandaway.hub.office.forms;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page shows it.
 *
 * @param id of the form in the page, unique there; its fields' ids begin with it
 * @param form what its fields hold
 * @param mistakes what was wrong when it was sent; none if it was not
 * @param once the key that is good once
 */
public record Sheet(String id, Form form, Mistakes mistakes, String once) {

  public String value(String field) {
    return form.value(field);
  }

  public List<String> values(String field) {
    return form.values(field);
  }

  public boolean holds(String field, String value) {
    return form.holds(field, value);
  }

  public boolean ticked(String field) {
    return holds(field, "true");
  }

  /** The id of a field in the page. */
  public String fieldId(String field) {
    return id + "-" + field;
  }

  /** The id of the sentence that says what is wrong with it; null if nothing is. */
  public @Nullable String wrongId(String field) {
    return mistakes.about(field).isPresent() ? fieldId(field) + "-wrong" : null;
  }

  public @Nullable String wrong(String field) {
    return mistakes.about(field).orElse(null);
  }

  /** What describes a field to those who cannot see the page; null if nothing does. */
  public @Nullable String describedBy(String field, @Nullable String hint) {
    String wrong = wrongId(field);
    String hintId = hint == null ? null : fieldId(field) + "-hint";
    if (wrong == null || hintId == null) {
      return wrong == null ? hintId : wrong;
    }
    return wrong + " " + hintId;
  }

  /** For {@code aria-invalid}. */
  public @Nullable String invalid(String field) {
    return mistakes.about(field).isPresent() ? "true" : null;
  }

  /** For {@code data-touched}: the page's refresh leaves alone what was typed. */
  public boolean touched() {
    return mistakes.any();
  }
}

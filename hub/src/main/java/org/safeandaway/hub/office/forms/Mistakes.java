package org.safeandaway.hub.office.forms;

import io.micronaut.http.HttpStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.api.Problem;

/**
 * What is wrong with a form that was sent, in words for people.
 *
 * @param status of the answer that shows it
 * @param sentence why it was not done although every field is as expected; absent if fields are
 *     wrong, or nothing is
 * @param fields each field that is wrong, in the order in which they stand in it
 */
public record Mistakes(HttpStatus status, @Nullable String sentence, List<Mistake> fields) {
  private static final Mistakes NONE = new Mistakes(HttpStatus.OK, null, List.of());

  public Mistakes {
    fields = List.copyOf(fields);
  }

  /** A field's, with what to do about it. */
  public record Mistake(String field, String words) {}

  public static Mistakes none() {
    return NONE;
  }

  /** As the problem that ended the request says it; one sentence a field. */
  public static Mistakes of(Problem problem, Wording wording) {
    if (!problem.errors().isEmpty()) {
      List<Mistake> fields = new ArrayList<>();
      for (Problem.FieldError error : problem.errors()) {
        Mistake mistake = wording.of(error);
        if (fields.stream().noneMatch(each -> each.field().equals(mistake.field()))) {
          fields.add(mistake);
        }
      }
      fields.sort(Comparator.comparingInt(each -> wording.place(each.field())));
      return new Mistakes(HttpStatus.UNPROCESSABLE_ENTITY, null, fields);
    }
    HttpStatus status = HttpStatus.valueOf(problem.status());
    return new Mistakes(
        status == HttpStatus.BAD_REQUEST ? HttpStatus.UNPROCESSABLE_ENTITY : status,
        status == HttpStatus.SERVICE_UNAVAILABLE ? busy() : problem.detail(),
        List.of());
  }

  private static String busy() {
    return "The hub could not store this yet. What you typed is still here: send it again, and use"
        + " the telephone meanwhile.";
  }

  public boolean any() {
    return sentence != null || !fields.isEmpty();
  }

  public Optional<String> about(String field) {
    return fields.stream()
        .filter(each -> each.field().equals(field))
        .map(Mistake::words)
        .findFirst();
  }
}

package org.safeandaway.hub.office.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.safeandaway.hub.api.Fields;
import org.safeandaway.hub.api.Problem;

/**
 * What a form says to people about a field that is not as expected: one sentence a field, which
 * says what to do, and further ones for mistakes that deserve their own. The fields are given in
 * the order in which they stand in the form.
 */
public final class Wording {
  private static final String UNSEEN =
      "There are characters in this that cannot be seen. Type it anew.";

  private record Special(String field, String message, String words) {}

  private final Map<String, String> sentences = new LinkedHashMap<>();
  private final List<Special> specials = new ArrayList<>();

  /** The sentence for whatever is wrong with this field. */
  public Wording with(String field, String words) {
    sentences.put(field, words);
    return this;
  }

  /** The sentence for one mistake: the one whose message begins so. */
  public Wording with(String field, String message, String words) {
    specials.add(new Special(field, message, words));
    return this;
  }

  /** Where a field stands in the form, as the sentences were given. */
  int place(String field) {
    int place = List.copyOf(sentences.keySet()).indexOf(field);
    return place < 0 ? sentences.size() : place;
  }

  Mistakes.Mistake of(Problem.FieldError error) {
    String field = error.field().replaceAll("\\[.*", "");
    return new Mistakes.Mistake(field, words(field, error.message()));
  }

  private String words(String field, String message) {
    for (Special special : specials) {
      if (special.field().equals(field) && message.startsWith(special.message())) {
        return special.words();
      }
    }
    if (message.equals(Fields.NO_CONTROL_CHARACTERS)) {
      return UNSEEN;
    }
    return sentences.getOrDefault(field, "“" + field + "” " + message + ".");
  }
}

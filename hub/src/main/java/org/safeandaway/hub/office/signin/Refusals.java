package org.safeandaway.hub.office.signin;

import io.micronaut.http.HttpStatus;
import java.util.List;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;

/**
 * Forms with passwords, as they are shown again. Sending one twice does no harm, so it has no key.
 */
final class Refusals {
  private Refusals() {}

  static Sheet fresh(String id) {
    return new Sheet(id, Form.empty(), Mistakes.none(), "");
  }

  static Sheet of(String id, Form form, List<Mistakes.Mistake> fields) {
    return new Sheet(id, form, new Mistakes(HttpStatus.UNPROCESSABLE_ENTITY, null, fields), "");
  }

  static Sheet of(String id, Form form, HttpStatus status, String sentence) {
    return new Sheet(id, form, new Mistakes(status, sentence, List.of()), "");
  }
}

package org.safeandaway.hub.office.people;

import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.api.Problem;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.FormBody;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.office.forms.Sheet;
import org.safeandaway.hub.office.forms.Wording;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.people.Staff;

/** The form with what is known of somebody. Sending it twice does no harm, so it has no key. */
final class PersonForm {
  static final String ID = "person";
  static final Wording WORDING =
      new Wording()
          .with(
              "id",
              "Give a short name of small letters, figures, dots and dashes that begins with a"
                  + " letter, such as m.lopes.")
          .with("id", "is somebody's", "Somebody has this sign-in name already. Take another.")
          .with("name", "Give their name, of at most 120 characters.")
          .with("mobile", "Give a telephone number of at most 40 characters, or leave it empty.")
          .with("email", "Give an e-mail address such as jo@school.example, or leave it empty.")
          .with(
              "email", "is somebody else's", "Somebody else has this e-mail, and signs in with it.")
          .with("roles", "Tick at least one.")
          .with("roles", "leave nobody", last());

  private PersonForm() {}

  private static String last() {
    return "This is the last administrator. Make somebody else one first, or nobody could let"
        + " people in.";
  }

  static FormBody body(Form form) {
    return new FormBody(form).text("name").text("mobile").text("email").texts("roles");
  }

  static Form of(People.Person person) {
    return Form.empty()
        .with("name", person.name())
        .with("mobile", Optional.ofNullable(person.mobile()).orElse(""))
        .with("email", Optional.ofNullable(person.email()).orElse(""))
        .with("roles", person.roles());
  }

  static Sheet sheet(Form form) {
    return new Sheet(ID, form, Mistakes.none(), "");
  }

  static Sheet failed(Form form, Problem problem) {
    return new Sheet(ID, form, Mistakes.of(problem, WORDING), "");
  }

  static Sheet refused(Form form, Staff.Outcome.Refused refused) {
    if (refused.field().equals("active")) {
      return new Sheet(
          ID, form, new Mistakes(HttpStatus.UNPROCESSABLE_ENTITY, last(), List.of()), "");
    }
    Problem.FieldError error = new Problem.FieldError(refused.field(), refused.words());
    return failed(form, Problem.ofFields(List.of(error)));
  }
}

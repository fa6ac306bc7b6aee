package org.safeandaway.hub.office.signin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.forms.Form;
import org.safeandaway.hub.office.forms.Mistakes;
import org.safeandaway.hub.security.PasswordRule;

/** A password that somebody chooses, typed twice. */
final class NewPassword {
  static final String FIELD = "new-password";
  static final String AGAIN = "again";

  private NewPassword() {}

  static String of(Form form) {
    return form.value(FIELD);
  }

  /** What is wrong with it; empty if nothing is. */
  static List<Mistakes.Mistake> mistakes(
      Form form, String id, String name, @Nullable String email) {
    String password = of(form);
    Stream<String> names = Stream.of(id, name, email == null ? "" : email);
    Optional<String> wrong = PasswordRule.wrong(password, names);
    if (wrong.isPresent()) {
      return List.of(new Mistakes.Mistake(FIELD, wrong.get()));
    }
    return password.equals(form.value(AGAIN))
        ? List.of()
        : List.of(
            new Mistakes.Mistake(
                AGAIN, "These two are not the same. Type the new password again."));
  }
}

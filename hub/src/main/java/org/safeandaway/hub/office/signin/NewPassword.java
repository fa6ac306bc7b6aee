package org.safeandaway.hub.office.signin;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.office.Form;
import org.safeandaway.hub.security.PasswordRule;

/** A password that somebody chooses, typed twice. */
final class NewPassword {
  static final String FIELD = "new-password";
  static final String AGAIN = "again";

  private NewPassword() {}

  /** The password; empty if it may not be, and the form says why. */
  static Optional<String> read(Form form, String id, String name, @Nullable String email) {
    String password = form.value(FIELD);
    Stream<String> names = Stream.of(id, name, email == null ? "" : email);
    PasswordRule.wrong(password, names).ifPresent(words -> form.wrong(FIELD, words));
    if (!form.isWrong() && !password.equals(form.value(AGAIN))) {
      form.wrong(AGAIN, "These two are not the same. Type the new password again.");
    }
    return form.isWrong() ? Optional.empty() : Optional.of(password);
  }
}

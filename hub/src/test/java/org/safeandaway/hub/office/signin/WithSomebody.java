package org.safeandaway.hub.office.signin;

import org.junit.jupiter.api.BeforeEach;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.security.Passwords;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.trial.CookieBrowser;
import org.safeandaway.hub.trial.WithTrialHub;
import org.safeandaway.hub.watch.PersonId;

/**
 * For tests of signing in: each has somebody of its own, who has no password yet, and a browser in
 * which nobody is signed in. What went wrong from this machine before is forgotten.
 */
abstract class WithSomebody extends WithTrialHub {
  static final String PASSWORD = "copper bucket lantern";

  private static int count;

  String jo;
  CookieBrowser browser;

  @BeforeEach
  void someone() {
    jo = "jo" + ++count;
    hub.person(jo, "Jo Head", Role.OFFICE);
    browser = new CookieBrowser(hub);
    hub.bean(Database.class).change("delete from sign_in_attempt where subject like 'address/%'");
  }

  final void hasPassword() {
    hub.bean(Passwords.class).set(new PersonId(jo), PASSWORD);
  }
}

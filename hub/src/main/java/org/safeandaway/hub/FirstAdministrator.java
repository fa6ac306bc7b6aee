package org.safeandaway.hub;

import io.micronaut.context.ApplicationContext;
import java.util.Arrays;
import java.util.List;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Tokens;
import org.safeandaway.hub.watch.PersonId;

/**
 * Makes the person who sets up everything else, by the API, and prints their token: the one thing
 * that cannot be done over the network, since nobody has a token yet.
 */
final class FirstAdministrator {
  private static final int TAKEN = 1;

  private FirstAdministrator() {}

  static int make(ApplicationContext context, String id, String name) {
    try (context) {
      context.start();
      List<String> roles = Arrays.stream(Role.values()).map(Role::word).toList();
      People.Person person = new People.Person(id, name, null, null, roles, true);
      if (!context.getBean(People.class).add(person)) {
        System.err.println("There is somebody of the id " + id + " already; nothing was changed.");
        return TAKEN;
      }
      Secret secret =
          context
              .getBean(Tokens.class)
              .make(new PersonId(id), "first administrator", List.of(Role.values()));
      System.out.println(secret.value());
      return 0;
    }
  }
}

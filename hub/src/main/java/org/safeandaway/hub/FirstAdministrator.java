package org.safeandaway.hub;

import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.safeandaway.hub.configuration.Settings;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.SetUpLinks;
import org.safeandaway.hub.security.Tokens;
import org.safeandaway.hub.watch.PersonId;

/**
 * Makes the person who sets up everything else, and prints the link with which they choose a
 * password: the one thing that cannot be done over the network, since nobody can sign in yet. It is
 * also the way back in for an administrator who has forgotten theirs.
 */
final class FirstAdministrator {
  private static final int REFUSED = 1;

  private FirstAdministrator() {}

  /**
   * @param token whether to print an API token too, as the last line, for a program that sets up
   */
  static int make(ApplicationContext context, String id, String name, boolean token) {
    try (context) {
      context.start();
      List<String> roles = Arrays.stream(Role.values()).map(Role::word).toList();
      Staff.Outcome added =
          context
              .getBean(Staff.class)
              .add(new PersonId(id), new Staff.Details(name, null, null, roles));
      if (!(added instanceof Staff.Outcome.Done)) {
        System.err.println("There is somebody of the id " + id + " already; nothing was changed.");
        return REFUSED;
      }
      printLink(context, new PersonId(id));
      if (token) {
        Secret secret =
            context
                .getBean(Tokens.class)
                .make(new PersonId(id), "first administrator", List.of(Role.values()));
        System.out.println(secret.value());
      }
      return 0;
    }
  }

  static int link(ApplicationContext context, String id) {
    try (context) {
      context.start();
      if (!context.getBean(People.class).exists(new PersonId(id))) {
        System.err.println("There is nobody active of the id " + id + "; nothing was changed.");
        return REFUSED;
      }
      printLink(context, new PersonId(id));
      return 0;
    }
  }

  private static void printLink(ApplicationContext context, PersonId person) {
    Secret secret = context.getBean(SetUpLinks.class).make(person, null);
    Settings settings = context.getBean(Settings.class);
    System.out.println(
        "Open this within "
            + SetUpLinks.LASTS.toHours()
            + " hours to choose a password; it works once: "
            + address(settings)
            + SetUpLinks.path(secret));
  }

  private static String address(Settings settings) {
    URI address = settings.web().address();
    if (address != null) {
      return address.toString();
    }
    return "http://" + settings.host() + ":" + settings.port();
  }
}

package org.safeandaway.hub.api;

import java.util.List;
import java.util.regex.Pattern;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Role;

/** What is sent about people, by programs and from pages. */
public final class StaffRequests {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private StaffRequests() {}

  /** Somebody to be added. */
  public record NewPerson(String id, Staff.Details details) {
    public static NewPerson read(Fields fields) {
      String id = fields.text("id", 64);
      if (!id.isEmpty() && !isId(id)) {
        fields.wrong("id", "is 1 to 64 of a-z, 0-9, . and -, and begins with a letter");
      }
      return new NewPerson(id, StaffRequests.details(fields));
    }
  }

  /** A token to be made. */
  public record Token(String name, List<String> roles) {
    public static Token read(Fields fields) {
      return new Token(fields.text("name", 80), StaffRequests.roles(fields));
    }
  }

  public static Staff.Details details(Fields fields) {
    String name = fields.text("name", 120);
    String mobile = fields.optionalText("mobile", 40);
    String email = fields.optionalText("email", 200);
    if (email != null && !email.isEmpty() && !EMAIL.matcher(email).matches()) {
      fields.wrong("email", "is an e-mail address such as jo@school.example");
    }
    return new Staff.Details(name, mobile, email, roles(fields));
  }

  public static List<String> roles(Fields fields) {
    return roles(fields, "roles");
  }

  static List<String> roles(Fields fields, String name) {
    List<String> roles = fields.texts(name, 1, Role.values().length, 20);
    for (String word : roles) {
      if (Role.of(word).isEmpty()) {
        fields.wrong(name, "are some of " + Role.words());
      }
    }
    return roles.stream().distinct().toList();
  }

  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}

package org.safeandaway.hub.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Tokens;
import org.safeandaway.hub.watch.PersonId;

/** Staff and their tokens. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PeopleApi {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]{0,63}");
  private static final String NOBODY = "There is nobody of this id.";

  private final People people;
  private final Tokens tokens;

  PeopleApi(People people, Tokens tokens) {
    this.people = people;
    this.tokens = tokens;
  }

  /** Who the token's holder is. */
  @Serdeable
  record Me(String person, List<String> roles) {}

  /**
   * A new token.
   *
   * @param token its secret, which is shown this once
   */
  @Serdeable
  record NewToken(String name, List<String> roles, String token) {}

  private record TokenRequest(String name, List<String> roles) {
    static TokenRequest read(Fields fields) {
      return new TokenRequest(fields.text("name", 80), PeopleApi.roles(fields, "roles"));
    }
  }

  @Get("/me")
  Me me(Authentication authentication) {
    Caller caller = Caller.of(authentication);
    return new Me(caller.person().value(), caller.words().stream().sorted().toList());
  }

  @Get("/people")
  List<People.Person> list() {
    return people.all();
  }

  @Post("/people")
  HttpResponse<People.Person> add(@Body @Nullable JsonNode body) {
    People.Person person = Fields.read(body, PeopleApi::person);
    if (!people.add(person)) {
      throw ProblemException.conflict("There is somebody of this id already.");
    }
    return HttpResponse.created(person);
  }

  @Get("/people/{id}/tokens")
  List<Tokens.Listed> tokens(@PathVariable String id) {
    return tokens.of(known(id));
  }

  @Post("/people/{id}/tokens")
  HttpResponse<NewToken> makeToken(@PathVariable String id, @Body @Nullable JsonNode body) {
    PersonId person = known(id);
    TokenRequest asked = Fields.read(body, TokenRequest::read);
    List<Role> roles = asked.roles().stream().flatMap(word -> Role.of(word).stream()).toList();
    Secret secret = tokens.make(person, asked.name(), roles);
    return HttpResponse.created(new NewToken(asked.name(), asked.roles(), secret.value()))
        .header("Cache-Control", "no-store");
  }

  @Post("/people/{id}/tokens/{token}/revocation")
  HttpResponse<?> revoke(@PathVariable String id, @PathVariable String token) {
    if (!tokens.revoke(known(id), uuid(token))) {
      throw ProblemException.notFound("There is no such token that still opens anything.");
    }
    return HttpResponse.noContent();
  }

  private PersonId known(String id) {
    if (!ID.matcher(id).matches() || !people.exists(new PersonId(id))) {
      throw ProblemException.notFound(NOBODY);
    }
    return new PersonId(id);
  }

  private static People.Person person(Fields fields) {
    String id = fields.text("id", 64);
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      fields.wrong("id", "is 1 to 64 of a-z, 0-9, . and -, and begins with a letter");
    }
    return new People.Person(
        id,
        fields.text("name", 120),
        fields.optionalText("mobile", 40),
        fields.optionalText("email", 200),
        roles(fields, "roles"),
        true);
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

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("There is no such token.");
    }
  }
}

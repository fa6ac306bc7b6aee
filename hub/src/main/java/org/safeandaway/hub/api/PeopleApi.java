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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.people.People;
import org.safeandaway.hub.people.Staff;
import org.safeandaway.hub.security.Role;
import org.safeandaway.hub.security.Secret;
import org.safeandaway.hub.security.Sessions;
import org.safeandaway.hub.security.SetUpLinks;
import org.safeandaway.hub.security.Tokens;
import org.safeandaway.hub.watch.PersonId;

/** Staff, their tokens, where they are signed in, and how they get a password. */
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PeopleApi {
  private static final String NOBODY = "There is nobody of this id.";

  private final People people;
  private final Staff staff;
  private final Tokens tokens;
  private final Sessions sessions;
  private final SetUpLinks links;

  PeopleApi(People people, Staff staff, Tokens tokens, Sessions sessions, SetUpLinks links) {
    this.people = people;
    this.staff = staff;
    this.tokens = tokens;
    this.sessions = sessions;
    this.links = links;
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

  /**
   * Where somebody is signed in.
   *
   * @param browser in few words
   */
  @Serdeable
  record Seat(UUID id, String browser, Instant madeAt, Instant lastSeenAt, Instant expiresAt) {
    static Seat of(Sessions.Listed listed) {
      return new Seat(
          listed.id(), listed.browser(), listed.madeAt(), listed.lastSeenAt(), listed.expiresAt());
    }
  }

  /**
   * How somebody chooses a password.
   *
   * @param path of the page, which opens once; it is shown this once
   */
  @Serdeable
  record NewLink(String path, long hours) {}

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
    StaffRequests.NewPerson asked = Fields.read(body, StaffRequests.NewPerson::read);
    return HttpResponse.created(done(staff.add(new PersonId(asked.id()), asked.details())));
  }

  /** The whole of the details is sent again. */
  @Post("/people/{id}/changes")
  People.Person change(@PathVariable String id, @Body @Nullable JsonNode body) {
    return done(staff.change(anybody(id), Fields.read(body, StaffRequests::details)));
  }

  @Post("/people/{id}/deactivation")
  People.Person deactivate(@PathVariable String id, @Body @Nullable JsonNode body) {
    Fields.none(body);
    return done(staff.deactivate(anybody(id)));
  }

  @Post("/people/{id}/activation")
  People.Person activate(@PathVariable String id, @Body @Nullable JsonNode body) {
    Fields.none(body);
    return done(staff.activate(anybody(id)));
  }

  @Post("/people/{id}/set-up-links")
  HttpResponse<NewLink> link(
      @PathVariable String id, @Body @Nullable JsonNode body, Authentication authentication) {
    Fields.none(body);
    Secret secret = links.make(known(id), Caller.of(authentication).person());
    return HttpResponse.created(new NewLink(SetUpLinks.path(secret), SetUpLinks.LASTS.toHours()));
  }

  @Get("/people/{id}/sessions")
  List<Seat> sessions(@PathVariable String id) {
    return sessions.of(known(id)).stream().map(Seat::of).toList();
  }

  @Post("/people/{id}/sessions/{session}/revocation")
  HttpResponse<?> endSession(
      @PathVariable String id, @PathVariable String session, @Body @Nullable JsonNode body) {
    Fields.none(body);
    if (!sessions.end(known(id), uuid(session))) {
      throw ProblemException.notFound("There is no such session that is open.");
    }
    return HttpResponse.noContent();
  }

  @Get("/people/{id}/tokens")
  List<Tokens.Listed> tokens(@PathVariable String id) {
    return tokens.of(known(id));
  }

  @Post("/people/{id}/tokens")
  HttpResponse<NewToken> makeToken(@PathVariable String id, @Body @Nullable JsonNode body) {
    PersonId person = known(id);
    StaffRequests.Token asked = Fields.read(body, StaffRequests.Token::read);
    List<Role> roles = asked.roles().stream().flatMap(word -> Role.of(word).stream()).toList();
    Secret secret = tokens.make(person, asked.name(), roles);
    return HttpResponse.created(new NewToken(asked.name(), asked.roles(), secret.value()));
  }

  @Post("/people/{id}/tokens/{token}/revocation")
  HttpResponse<?> revoke(@PathVariable String id, @PathVariable String token) {
    if (!tokens.revoke(known(id), uuid(token))) {
      throw ProblemException.notFound("There is no such token that still opens anything.");
    }
    return HttpResponse.noContent();
  }

  private PersonId known(String id) {
    PersonId person = anybody(id);
    if (!people.exists(person)) {
      throw ProblemException.notFound(NOBODY);
    }
    return person;
  }

  /** Of this id, active or not. */
  private static PersonId anybody(String id) {
    if (!StaffRequests.isId(id)) {
      throw ProblemException.notFound(NOBODY);
    }
    return new PersonId(id);
  }

  private static People.Person done(Staff.Outcome outcome) {
    return switch (outcome) {
      case Staff.Outcome.Done(People.Person person) -> person;
      case Staff.Outcome.Nobody() -> throw ProblemException.notFound(NOBODY);
      case Staff.Outcome.Refused(String field, String words) ->
          throw ProblemException.conflict(field + " " + words + ".");
    };
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("There is no such token.");
    }
  }
}

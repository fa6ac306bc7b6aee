package org.safeandaway.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.trial.TrialHub;
import org.safeandaway.hub.trial.WithTrialHub;

/**
 * Every door, tried by every role, by nobody, and with a token that is none; with an API token, and
 * with a session, with and without what shows that a page of ours sent it.
 */
class DoorsTest extends WithTrialHub {
  private static final Map<Role, Secret> SESSIONS = new EnumMap<>(Role.class);

  @BeforeAll
  static void start() {
    SESSIONS.clear();
  }

  static Stream<Doors.Door> doors() {
    return Doors.ALL.stream();
  }

  static Stream<Arguments> doorsAndRoles() {
    return doors()
        .flatMap(door -> Arrays.stream(Role.values()).map(role -> Arguments.of(door, role)));
  }

  @ParameterizedTest
  @MethodSource("doorsAndRoles")
  void opensToTheRolesOfItsRowAndToNoOther(Doors.Door door, Role role) {
    int status = knock(door, hub.token(role.word()));

    if (door.roles().contains(role.word())) {
      assertThat(status).isNotIn(401, 403);
    } else if (!door.roles().isEmpty()) {
      assertThat(status).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("doorsAndRoles")
  void opensToASessionAsToAToken(Doors.Door door, Role role) {
    Secret session = SESSIONS.computeIfAbsent(role, each -> hub.session(each.word()));
    var asked =
        request(door)
            .header("Cookie", "saa-session=" + session.value())
            .header(Csrf.HEADER, Csrf.token(session));

    // What a session ends is tried elsewhere, and what is open asks for no session.
    if (door.roles().isEmpty() || door.path().equals("/sign-out")) {
      return;
    }
    int status = hub.status(asked);
    if (door.roles().contains(role.word())) {
      assertThat(status).isNotIn(401, 403);
    } else {
      assertThat(status).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void changesNothingForASessionWithoutThePagesToken(Doors.Door door) {
    Secret session = SESSIONS.computeIfAbsent(Role.ADMIN, each -> hub.session(each.word()));
    String cookie = "saa-session=" + session.value();

    int without = hub.status(request(door).header("Cookie", cookie));
    int wrong =
        hub.status(
            request(door)
                .header("Cookie", cookie)
                .header(Csrf.HEADER, Csrf.token(hub.session("admin"))));

    if (door.method() == HttpMethod.GET) {
      assertThat(without).isEqualTo(wrong);
    } else {
      assertThat(without).isEqualTo(403);
      assertThat(wrong).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void anAnswerToldOfAnotherSiteChangesNothing(Doors.Door door) {
    Secret session = SESSIONS.computeIfAbsent(Role.ADMIN, each -> hub.session(each.word()));
    if (door.method() == HttpMethod.GET) {
      return;
    }
    for (String[] header :
        new String[][] {
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"Origin", "http://localhost:1"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"}
        }) {
      int status =
          hub.send(
                  request(door)
                      .header("Cookie", "saa-session=" + session.value())
                      .header(Csrf.HEADER, Csrf.token(session))
                      .header(header[0], header[1]))
              .status();
      assertThat(status).as("%s: %s", header[0], header[1]).isEqualTo(403);
    }
  }

  @Test
  void aWrongTokenIsNotMadeGoodByASession() {
    Secret session = hub.session("admin");

    TrialHub.Reply reply =
        hub.send(
            hub.request("/api/v1/me")
                .header("Cookie", "saa-session=" + session.value())
                .header("Authorization", "Bearer " + Secret.make().value())
                .GET());

    assertThat(reply.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void staysShutForNobody(Doors.Door door) {
    TrialHub.Reply reply = hub.send(request(door));

    if (door.roles().isEmpty() && door.method() == HttpMethod.GET) {
      assertThat(reply.status()).isNotIn(401, 403);
    } else if (door.roles().isEmpty()) {
      assertThat(reply.status()).as("a form without the page's token").isEqualTo(403);
    } else {
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.type()).isEqualTo("application/problem+json");
      assertThat(reply.field("detail")).contains("Bearer");
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void staysShutForATokenThatIsNone(Doors.Door door) {
    int status = knock(door, Secret.make().value());

    if (!door.roles().isEmpty()) {
      assertThat(status).isEqualTo(401);
    }
  }

  @Test
  void everyRouteIsADoor() {
    Set<String> doors =
        Doors.ALL.stream()
            .map(door -> door.method() + " " + door.path())
            .collect(Collectors.toSet());

    Set<String> routes =
        hub.bean(Router.class)
            .uriRoutes()
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .map(route -> route.getHttpMethod() + " " + route.getUriMatchTemplate().toPathString())
            // The framework's, and as every route without a row open to nobody.
            .filter(route -> !route.equals("GET /health/{selector}"))
            .collect(Collectors.toSet());

    assertThat(routes).isNotEmpty().isSubsetOf(doors);
  }

  @Test
  void aRouteWithoutARowIsOpenToNobody() {
    assertThat(hub.get("admin", "/health/liveness").status()).isEqualTo(403);
    assertThat(hub.send(hub.request("/health/liveness").GET()).status()).isEqualTo(401);
  }

  @Test
  void aRouteThatIsNoneIsTold() {
    TrialHub.Reply known = hub.get("office", "/api/v1/nothing");
    TrialHub.Reply nobody = hub.send(hub.request("/api/v1/nothing").GET());

    assertThat(known.status()).isEqualTo(404);
    assertThat(known.type()).isEqualTo("application/problem+json");
    assertThat(nobody.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nothing", "/assetsx/app.css", "/assets", "/sign-in/x"})
  void whatIsNoRouteIsToldToNobody(String path) {
    assertThat(hub.send(hub.request(path).GET()).status()).isEqualTo(401);
    assertThat(hub.get("visitor", path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/nothing.css",
        "/assets/../application.yml",
        "/assets/%2e%2e/application.yml",
        "/assets/..%2fapplication.yml",
        "/assets/..;/api/v1/people",
        "/assets/../api/v1/people"
      })
  void onlyAssetsLieAmongTheAssets(String path) {
    TrialHub.Reply reply = hub.send(hub.request(path).GET());

    assertThat(reply.status()).isIn(400, 401, 404);
    assertThat(reply.body()).doesNotContain("jdbc", "Name of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/alarms",
        "/api/v1/alarms/",
        "/api/v1/alarms?open=true",
        "/api/v1/%61larms",
        "/api/v1//alarms",
        "/api/v1/./alarms",
        "/api/v1/visits/../alarms"
      })
  void aDoorIsNotGoneRoundByWritingItOtherwise(String path) {
    String token = hub.token("visitor");

    assertThat(bearing(token, path).status()).isIn(400, 403, 404);
    assertThat(
            hub.send(
                    hub.request(path)
                        .header("Authorization", "Bearer " + token)
                        .method("HEAD", BodyPublishers.noBody()))
                .status())
        .isIn(400, 403, 404);
  }

  @Test
  void theScraperSeesNumbersAndNothingElse() {
    String token = "a-scrape-token-of-length";

    assertThat(bearing(token, "/prometheus").status()).isEqualTo(200);
    assertThat(bearing(token, "/api/v1/visits").status()).isEqualTo(403);
  }

  @Test
  void aRevokedTokenOpensNothing() {
    hub.person("leaver", "Leaver", Role.OFFICE);
    String list = hub.get("admin", "/api/v1/people/leaver/tokens").body();
    String id = list.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    assertThat(hub.get("leaver", "/api/v1/me").status()).isEqualTo(200);

    TrialHub.Reply reply =
        hub.post("admin", "/api/v1/people/leaver/tokens/" + id + "/revocation", "");

    assertThat(reply.status()).isEqualTo(204);
    assertThat(hub.get("leaver", "/api/v1/me").status()).isEqualTo(401);
    assertThat(list).doesNotContain(hub.token("leaver"));
  }

  @Test
  void aTokenMayNoMoreThanItsPerson() {
    hub.person("clerk", "Clerk", Role.OFFICE);
    TrialHub.Reply made =
        hub.post(
            "admin",
            "/api/v1/people/clerk/tokens",
            "{\"name\": \"too much\", \"roles\": [\"admin\", \"office\"]}");

    TrialHub.Reply me = bearing(made.field("token"), "/api/v1/me");

    assertThat(me.body()).contains("office").doesNotContain("admin");
  }

  private static TrialHub.Reply bearing(String token, String path) {
    return hub.send(hub.request(path).header("Authorization", "Bearer " + token).GET());
  }

  private static int knock(Doors.Door door, String token) {
    return hub.status(request(door).header("Authorization", "Bearer " + token));
  }

  private static java.net.http.HttpRequest.Builder request(Doors.Door door) {
    String path = door.path().replaceAll("\\{[a-z]+}", "00000000-0000-0000-0000-000000000000");
    if (door.method() == HttpMethod.GET) {
      return hub.request(path).GET();
    }
    boolean api = path.startsWith("/api/");
    return hub.request(path)
        .header("Content-Type", api ? "application/json" : "application/x-www-form-urlencoded")
        .method(door.method().name(), BodyPublishers.ofString(api ? "{}" : "x=y"));
  }
}

package org.safeandaway.simulator.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tests of pages can fail: what is wrong with a page is seen. */
@ExtendWith(Browsing.class)
class BrowsingIT {
  private static final Map<String, String> PAGES =
      Map.of(
          "/good", page("<h1>Good</h1><p>Nothing wrong.</p>"),
          "/uncaught", page("<h1>Bad</h1><script src='/throws.js'></script>"),
          "/refused", page("<h1>Bad</h1><script>document.title = 'taken'</script>"),
          "/styled", page("<h1 style='color: red'>Bad</h1>"),
          "/broken", page("<h1>Bad</h1><img alt='' src='/nothing.png'>"),
          "/pale", page("<link rel='stylesheet' href='/pale.css'><h1>Pale</h1>"),
          "/small",
              page(
                  "<link rel='stylesheet' href='/pale.css'><h1>x</h1><a href=''>a</a><a href='x'>b</a>"),
          "/wide", page("<link rel='stylesheet' href='/wide.css'><h1>Wide</h1>"),
          "/throws.js", "throw new Error('thrown on purpose')");
  private static final Map<String, String> STYLES =
      Map.of(
          "/pale.css",
              "h1 { color: #ccc } a { display: inline-block; width: 9px; height: 9px; overflow: hidden }",
          "/wide.css", "h1 { width: 1000px }");

  private static HttpServer server;
  @TempDir private Path folder;

  private static String page(String body) {
    return "<!doctype html><html lang='en'><head><meta name='viewport' content='width=device-width'>"
        + "<link rel='icon' href='data:,'><title>A page</title></head><body><main>"
        + body
        + "</main></body></html>";
  }

  @BeforeAll
  static void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String text = PAGES.getOrDefault(path, STYLES.getOrDefault(path, ""));
          String type =
              path.endsWith(".js")
                  ? "text/javascript"
                  : path.endsWith(".css") ? "text/css" : "text/html";
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange
              .getResponseHeaders()
              .set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:");
          exchange.sendResponseHeaders(
              text.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static Seat at(Seats seats, String path) {
    Seat seat = seats.open("smoke");
    seat.page().navigate("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return seat;
  }

  @Test
  void findsNothingWrongWithAGoodPage(Seats seats) {
    Page page = at(seats, "/good").page();
    assertThat(page.title()).isEqualTo("A page");
    assertThatCode(() -> Looks.everywhere(page, "smoke", folder)).doesNotThrowAnyException();
    assertThat(
            Stream.of(
                "390-light", "390-dark", "1280-light", "1280-dark", "1920-light", "1920-dark"))
        .allSatisfy(look -> assertThat(folder.resolve("smoke-" + look + ".png")).exists());
  }

  @ParameterizedTest
  @CsvSource({
    "/uncaught, thrown on purpose",
    "/refused, Content Security Policy",
    "/styled, Content Security Policy",
    "/broken, status of 404"
  })
  void notesWhatGoesWrong(String path, String words, Seats seats) {
    Seat seat = at(seats, path);
    assertThat(seat.takeTroubles()).singleElement().asString().contains(words);
  }

  @Test
  void letsPassWhatATestProvokes(Seats seats) {
    Seat seat = seats.open("smoke");
    seat.provokes("thrown on purpose");
    seat.page().navigate("http://127.0.0.1:" + server.getAddress().getPort() + "/uncaught");
    assertThat(seat.takeTroubles()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/pale, color-contrast, 390-light",
    "/small, target-size, 1920-dark",
    "/wide, wider than the screen, 390-dark"
  })
  void seesWhatDoesNotLookRight(String path, String fault, String where, Seats seats) {
    Page page = at(seats, path).page();
    assertThatThrownBy(() -> Looks.everywhere(page, "smoke", folder))
        .hasMessageContaining(fault)
        .hasMessageContaining(where);
  }

  @Test
  void keepsWhatIsKnownOfAFailure(Seats seats) throws IOException {
    at(seats, "/good");
    seats.keepEvidence(folder);
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "smoke.console.txt", "smoke.trace.zip", "smoke.html", "smoke.png");
    }
  }

  @Test
  void keepsSeatsApart(Seats seats) {
    Seat one = at(seats, "/good");
    Seat other = at(seats, "/good");
    one.page().evaluate("() => { document.cookie = 'who=one' }");
    assertThat(other.page().evaluate("() => document.cookie")).isEqualTo("");
  }
}

package org.safeandaway.simulator.wearables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.simulator.parts.Account;
import org.safeandaway.simulator.parts.FreePort;

/** The page as it is served, and whom the front door turns away. */
class SiteTest {
  @TempDir private static Path folder;
  private static VirtualWearables wearables;
  private static Remote remote;

  @BeforeAll
  static void start() throws IOException {
    wearables =
        VirtualWearables.start(
            new WearablesSettings(
                0, "127.0.0.1", FreePort.next(), folder, List.of(new Account("w-01", "one"))));
    remote = new Remote(wearables.address());
  }

  @AfterAll
  static void stop() {
    remote.close();
    wearables.close();
  }

  @Test
  void servesThePageAndAllThatItAsksFor() {
    HttpResponse<String> page = remote.send("GET", "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    List<String> assets =
        Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
            .matcher(page.body())
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(assets).contains("/assets/main.js", "/assets/page.css", "/assets/icon.svg");
    assertThat(assets)
        .allSatisfy(asset -> assertThat(remote.send("GET", asset).statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @CsvSource({
    "main.js, text/javascript; charset=utf-8",
    "base.css, text/css; charset=utf-8",
    "page.css, text/css; charset=utf-8",
    "icon.svg, image/svg+xml"
  })
  void saysWhatAnAssetIs(String name, String type) {
    assertThat(remote.send("GET", "/assets/" + name).headers().firstValue("Content-Type"))
        .contains(type);
  }

  /** A module that was forgotten in the list of assets would be a blank page. */
  @Test
  void servesEveryModuleThatAnotherImports() {
    for (String module :
        List.of("main", "card", "device", "knows", "world", "tape", "hands", "stream")) {
      String source = remote.send("GET", "/assets/" + module + ".js").body();
      Pattern.compile("from \"\\./([a-z]+\\.js)\"")
          .matcher(source)
          .results()
          .forEach(
              found ->
                  assertThat(remote.send("GET", "/assets/" + found.group(1)).statusCode())
                      .as("%s imports %s", module, found.group(1))
                      .isEqualTo(200));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/main.js", "/wearables", "/wearables/w-99", "/nothing"})
  void sendsItsSafeguardsWithEveryAnswer(String path) {
    var headers = remote.send("GET", path).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
  }

  /** What the policy would refuse must not be there. */
  @Test
  void hasNothingInline() {
    assertThat(remote.send("GET", "/").body())
        .doesNotContainPattern("\\sstyle=")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContainPattern("<script[^>]*>[^<]")
        .doesNotContain("<style", "https://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets",
        "/assets/",
        "/assets/none.js",
        "/assets/../WearablesApi.class",
        "/assets/..%2fWearablesApi.class",
        "/assets/%2e%2e%2fSite.class",
        "/assets/index.html",
        "/assets/main.js%00",
        "/assets/main.js/x",
        "/index.html",
        "/stream/x",
        "/%3Cscript%3E"
      })
  void servesNothingElse(String path) {
    assertThat(remote.send("GET", path).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/assets/main.js", "/stream"})
  void takesOnlyGetForPages(String path) {
    HttpResponse<String> response = remote.send("POST", path);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET");
  }

  /** A name of theirs that leads to loopback makes their page's origin equal to our host. */
  @ParameterizedTest
  @CsvSource({
    "example.org, 403",
    "example.org:{port}, 403",
    "127.0.0.1.example.org:{port}, 403",
    "localhost:{port}, 200",
    "[::1]:{port}, 200",
    "127.0.0.1:{port}, 200"
  })
  void answersUnderItsOwnNamesOnly(String host, int status) throws IOException {
    String named = host.replace("{port}", String.valueOf(wearables.address().getPort()));
    assertThat(statusOf("GET /wearables HTTP/1.1", "Host: " + named, "Origin: http://" + named))
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "https://example.org", "http://localhost:1", "file://"})
  void refusesForeignOrigins(String origin) {
    assertThat(remote.send("POST", "/wearables/w-01/smash", "Origin", origin).statusCode())
        .isEqualTo(403);
    assertThat(remote.get("w-01").smashed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET * HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "GET /wearables/%ff HTTP/1.1",
        "GET /wearables?a=%zz HTTP/1.1",
        "TRACE / HTTP/1.1"
      })
  void survivesRequestsThatMakeNoSense(String line) throws IOException {
    assertThat(statusOf(line, "Host: 127.0.0.1")).isBetween(400, 499);
    assertThat(remote.get("w-01").power()).isTrue();
  }

  private static int statusOf(String... lines) throws IOException {
    URI address = wearables.address();
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String first = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);
      return Integer.parseInt(first.substring("HTTP/1.1 ".length()));
    }
  }
}

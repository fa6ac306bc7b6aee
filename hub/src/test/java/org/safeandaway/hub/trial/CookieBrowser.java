package org.safeandaway.hub.trial;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;

/** Keeps cookies, sends the token of the page it last saw, follows nothing. */
public final class CookieBrowser {
  private final TrialHub hub;
  private final Map<String, String> cookies = new HashMap<>();
  private String token = "";

  public CookieBrowser(TrialHub hub) {
    this.hub = hub;
  }

  /** What it keeps under this name; empty if nothing. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Puts something else there. */
  public void plant(String name, String value) {
    cookies.put(name, value);
  }

  /** The token of the page that it last saw. */
  public String token() {
    return token;
  }

  /** As if it had seen another page. */
  public void take(String otherToken) {
    token = otherToken;
  }

  public TrialHub.Reply get(String path) {
    return kept(
        hub.send(hub.request(path).header("Accept", "text/html").header("Cookie", jar()).GET()));
  }

  public TrialHub.Reply post(String path, String... fields) {
    StringBuilder body = new StringBuilder("csrfToken=" + token);
    for (int i = 0; i < fields.length; i += 2) {
      body.append('&')
          .append(fields[i])
          .append('=')
          .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return kept(
        hub.send(
            hub.request(path)
                .header("Accept", "text/html")
                .header("Cookie", jar())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  public TrialHub.Reply signIn(String who, String password) {
    get("/sign-in");
    return post("/sign-in", "who", who, "password", password);
  }

  private String jar() {
    StringBuilder all = new StringBuilder("x=y");
    cookies.forEach((name, value) -> all.append("; ").append(name).append('=').append(value));
    return all.toString();
  }

  private TrialHub.Reply kept(TrialHub.Reply reply) {
    for (String name : List.of("saa-session", "saa-entrance", "saa-browser")) {
      if (reply.headers().allValues("Set-Cookie").stream()
          .anyMatch(line -> line.startsWith(name))) {
        cookies.put(name, reply.cookie(name));
      }
    }
    String found = Jsoup.parse(reply.body()).select("input[name=csrfToken]").attr("value");
    token = found.isEmpty() ? token : found;
    return reply;
  }
}

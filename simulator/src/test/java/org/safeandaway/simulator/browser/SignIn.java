package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.Map;
import org.safeandaway.simulator.demo.DemoFile;

/** Opens the office's pages as somebody whom the hub knows. */
public final class SignIn {
  private SignIn() {}

  /** All that a browser asks for, it asks for as the holder of this token. */
  public static Browser.NewContextOptions withToken(String token) {
    return new Browser.NewContextOptions()
        .setViewportSize(1280, 800)
        .setLocale("en-GB")
        .setTimezoneId("Europe/London")
        .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + token));
  }

  /** The demo's board, as one of its people sees it. */
  public static Page board(Browser browser, DemoFile demo, String person) {
    String token =
        demo.signIns().stream()
            .filter(signIn -> signIn.person().equals(person))
            .map(DemoFile.SignIn::apiToken)
            .findFirst()
            .orElseThrow();
    Page page = browser.newContext(withToken(token)).newPage();
    page.navigate(URI.create(demo.office()).resolve("/").toString());
    return page;
  }
}

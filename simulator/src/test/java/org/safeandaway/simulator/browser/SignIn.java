package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import org.safeandaway.simulator.demo.DemoFile;

/** The way in, as people take it, at a hub that takes the demo's password. */
public final class SignIn {
  private static final String PASSWORD = "demo";

  private SignIn() {}

  /** Signs somebody in by the page, and returns on the one that they see first. */
  public static void as(Page page, URI office, String person) {
    page.navigate(office.resolve("/sign-in").toString());
    page.locator("[name=who]").fill(person);
    page.locator("[name=password]").fill(PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  /** The demo's board, as one of its people sees it. */
  public static Page board(Browser browser, DemoFile demo, String person) {
    var school =
        new Browser.NewContextOptions()
            .setViewportSize(1280, 800)
            .setLocale("en-GB")
            .setTimezoneId("Europe/London");
    Page page = browser.newContext(school).newPage();
    as(page, URI.create(demo.office()), person);
    return page;
  }
}

package org.safeandaway.simulator.browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks at a page as people may have it: on a telephone, on a desk and on a wall, in light and in
 * dark. Each time a picture is kept, nothing may lie beyond the right edge, and axe-core may find
 * nothing against WCAG 2.2 at level AA.
 */
public final class Looks {
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");
  private static final Path PICTURES = Path.of("target", "screenshots");

  private static final String RUN_AXE =
      """
      async tags => {
        const results = await axe.run(document, {
          runOnly: {type: 'tag', values: tags},
          resultTypes: ['violations'],
        });
        return results.violations.map(rule => rule.id + ', ' + rule.help + ': '
          + rule.nodes.map(node => node.html).join(' '));
      }
      """;

  private Looks() {}

  /** A screen's width and height, in CSS pixels. */
  private enum Size {
    TELEPHONE(390, 844),
    DESK(1280, 800),
    WALL(1920, 1080);

    private final int width;
    private final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }
  }

  /**
   * Looks at the page that is open, and leaves it on a desk in light.
   *
   * @param name of the page, for its pictures {@code <name>-<width>-<scheme>.png}
   */
  public static void everywhere(Page page, String name) {
    everywhere(page, name, PICTURES);
  }

  static void everywhere(Page page, String name, Path pictures) {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    for (Size size : Size.values()) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        String where = size.width + "-" + scheme.name().toLowerCase(Locale.ROOT);
        show(page, size, scheme);
        picture(page, pictures.resolve(name + "-" + where + ".png"));
        faults(page).forEach(f -> faults.computeIfAbsent(f, any -> new ArrayList<>()).add(where));
      }
    }
    show(page, Size.DESK, ColorScheme.LIGHT);
    if (!faults.isEmpty()) {
      StringBuilder all = new StringBuilder(name + " does not look right:");
      faults.forEach((fault, where) -> all.append("\n  ").append(where).append(": ").append(fault));
      throw new AssertionError(all.toString());
    }
  }

  private static void show(Page page, Size size, ColorScheme scheme) {
    page.setViewportSize(size.width, size.height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
  }

  private static void picture(Page page, Path file) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(file)
            .setFullPage(true)
            .setAnimations(ScreenshotAnimations.DISABLED));
  }

  private static List<String> faults(Page page) {
    List<String> faults = new ArrayList<>(axe(page));
    Object beyond =
        page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (beyond instanceof Number pixels && pixels.doubleValue() > 0) {
      faults.add("the page is wider than the screen, by " + pixels + " px");
    }
    return faults;
  }

  /**
   * What axe-core finds on the page as it is shown now. It is run in the page itself and tells what
   * is wrong and nothing else: by way of its builder each look would open a second page and carry
   * everything that is right across as well.
   */
  public static List<String> axe(Page page) {
    if (page.evaluate("() => typeof axe") instanceof String type && type.equals("undefined")) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    Object found = page.evaluate(RUN_AXE, WCAG);
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }
}

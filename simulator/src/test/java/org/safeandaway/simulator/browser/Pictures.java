package org.safeandaway.simulator.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.acceptance.Waits;
import org.safeandaway.simulator.acceptance.Worn;
import org.safeandaway.simulator.demo.DemoFile;

/**
 * Takes the README's pictures of a demo that has just started: {@code Pictures demo.json FOLDER}.
 * The same people do the same things each time; only the clocks differ.
 */
public final class Pictures {
  private final DemoFile demo;
  private final Path folder;
  private final Browser browser;
  private final HttpClient http;

  private Pictures(DemoFile demo, Path folder, Browser browser, HttpClient http) {
    this.demo = demo;
    this.folder = folder;
    this.browser = browser;
    this.http = http;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    try (Chromium chromium = Chromium.launch(Chromium.program().orElseThrow());
        HttpClient http = HttpClient.newHttpClient()) {
      DemoFile demo = DemoFile.read(Path.of(arguments[0]));
      new Pictures(demo, folder, chromium.browser(), http).take();
    }
  }

  private void take() throws IOException {
    Page board = SignIn.board(browser, demo, "maria");
    press(worn(0), Phase.DOOR);
    press(worn(0), Phase.VISIT);
    press(worn(1), Phase.DOOR);
    mood(board, "well");
    picture(board, "board-calm");
    Page wearable = board.context().newPage();
    wearable.navigate(demo.wearables() + "/");
    worn(0).holdPanic();
    mood(board, "alarm");
    picture(board, "board-alarm");
    picture(wearable, "virtual-wearable");
  }

  private Worn worn(int index) {
    var id = new WearableId(demo.wearableIds().get(index));
    return new Worn(http, URI.create(demo.wearables()), id);
  }

  /** Two presses within a second would mean something else. */
  private static void press(Worn worn, Phase then) {
    worn.pressCheckIn();
    Waits.await(worn.id() + " is in " + then).until(() -> worn.phase() == then);
  }

  private static void mood(Page board, String mood) {
    board.locator("body[data-mood='" + mood + "']").waitFor();
  }

  private void picture(Page page, String name) throws IOException {
    byte[] taken =
        page.screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
    Path file = folder.resolve(name + ".png");
    compress(taken, file);
    System.out.println(file + ", " + Files.size(file) / 1024 + " kB");
  }

  /** Chromium is quick about its pictures rather than thorough. */
  private static void compress(byte[] png, Path file) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    how.setCompressionQuality(0);
    Files.deleteIfExists(file);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, List.of(), null), how);
    } finally {
      writer.dispose();
    }
  }
}

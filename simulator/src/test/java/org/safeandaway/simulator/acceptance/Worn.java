package org.safeandaway.simulator.acceptance;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.safeandaway.device.wearable.Sound;
import org.safeandaway.protocol.Phase;
import org.safeandaway.protocol.WearableId;

/** One virtual wearable and the hands of who wears it. A gesture returns when it is made. */
public final class Worn {
  private static final JsonType<Map<String, Object>> OBJECT =
      Jsonb.builder().build().type(Object.class).map();

  private final HttpClient http;
  private final URI address;
  private final WearableId id;

  /**
   * @param wearables where the virtual wearables answer
   */
  public Worn(HttpClient http, URI wearables, WearableId id) {
    this.http = http;
    this.address = URI.create(wearables + "/wearables/" + id);
    this.id = id;
  }

  public WearableId id() {
    return id;
  }

  public void pressCheckIn() {
    press("check-in", "100");
  }

  public void pressTwice() {
    press("check-in", "100,100");
  }

  public void pressThreeTimes() {
    press("check-in", "100,100,100");
  }

  /** Safe and away; with a panic open, taken back. */
  public void holdCheckIn() {
    press("check-in", "3200");
  }

  /** A self-test, where there is no visit. */
  public void holdCheckInLong() {
    press("check-in", "6300");
  }

  public void holdPanic() {
    press("panic", "1700");
  }

  /** A check-in to whoever watches, with a hold after it that makes no sound. */
  public void duress() {
    press("check-in", "100,1500");
  }

  /** "Call me." */
  public void pressBoth() {
    press("both", "300");
  }

  public void link(boolean up) {
    post("/link?up=" + up);
  }

  public void power(boolean on) {
    post("/power?on=" + on);
  }

  private void press(String button, String holdMillis) {
    post("/buttons/" + button + "/press?hold=" + holdMillis);
  }

  public Phase phase() {
    return Phase.valueOf(String.valueOf(firmware().get("phase")));
  }

  public String boot() {
    return String.valueOf(firmware().get("boot"));
  }

  public int unsent() {
    return firmware().get("unsent") instanceof List<?> unsent ? unsent.size() : 0;
  }

  /** What was heard of it, oldest first. */
  public List<Sound> sounds() {
    return heard().stream().map(each -> Sound.valueOf(String.valueOf(each.get("name")))).toList();
  }

  /** Whether every sound was in its form of ticks. */
  public boolean wasDiscreet() {
    return heard().stream().allMatch(each -> Boolean.TRUE.equals(each.get("discreet")));
  }

  /** The pattern that the LED shows. */
  public String led() {
    return String.valueOf(firmware().get("led"));
  }

  @SuppressWarnings("unchecked") // as the wearables' API writes it
  private List<Map<String, Object>> heard() {
    return view().get("sounds") instanceof List<?> sounds
        ? (List<Map<String, Object>>) sounds
        : List.of();
  }

  @SuppressWarnings("unchecked") // as the wearables' API writes it
  private Map<String, Object> firmware() {
    return view().get("firmware") instanceof Map<?, ?> firmware
        ? (Map<String, Object>) firmware
        : Map.of();
  }

  private Map<String, Object> view() {
    return OBJECT.fromJson(send("GET", ""));
  }

  private void post(String path) {
    send("POST", path);
  }

  private String send(String method, String path) {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(method + " " + path + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}

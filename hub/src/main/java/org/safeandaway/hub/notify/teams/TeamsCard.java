package org.safeandaway.hub.notify.teams;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The card that people see: what kind of alarm, and a button that opens it. The shape is what the
 * workflow "Send webhook alerts to a channel" takes: a message with one Adaptive Card.
 */
@Json
record TeamsCard(String type, List<Attachment> attachments) {
  private static final Jsonb JSON = Jsonb.builder().build();

  /** What Teams shows on all its clients. */
  private static final String VERSION = "1.4";

  @Json
  record Attachment(String contentType, Card content) {}

  @Json
  record Card(
      @Json.Property("$schema") String schema,
      String type,
      String version,
      List<Block> body,
      List<Action> actions) {}

  @Json
  record Block(
      String type, String text, boolean wrap, @Nullable String size, @Nullable String weight) {}

  @Json
  record Action(String type, String title, String url) {}

  /**
   * @param heading in few words
   * @param words below it
   * @param link opens the alarm; no button if it is absent
   */
  static String of(String heading, String words, @Nullable URI link) {
    Card card =
        new Card(
            "http://adaptivecards.io/schemas/adaptive-card.json",
            "AdaptiveCard",
            VERSION,
            List.of(
                new Block("TextBlock", heading, true, "Large", "Bolder"),
                new Block("TextBlock", words, true, null, null)),
            link == null
                ? List.of()
                : List.of(new Action("Action.OpenUrl", "Open the alarm", link.toString())));
    Attachment attachment = new Attachment("application/vnd.microsoft.card.adaptive", card);
    return JSON.type(TeamsCard.class).toJson(new TeamsCard("message", List.of(attachment)));
  }
}

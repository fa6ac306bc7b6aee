package org.safeandaway.hub.notify.teams;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderAnswer;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.ProviderHttp.Silence;
import org.safeandaway.hub.office.Vocabulary;
import org.safeandaway.hub.policy.ChannelKind;

/**
 * One card for each notice, by the address of a Teams workflow, which opens the channel by itself
 * and so is a secret. Everybody in the channel reads it, guests too: it names nobody.
 */
@Singleton
public final class TeamsChannel implements Channel {
  private static final String TEST = "TEST";

  private final ChannelSettings settings;
  private final ProviderHttp http;
  private final Optional<Hidden> address;

  public TeamsChannel(NotifySettings all, ProviderHttp http) {
    this.settings = all.of("teams");
    this.http = http;
    this.address = settings.secretAddress("url");
  }

  @Override
  public String name() {
    return "teams";
  }

  @Override
  public String title() {
    return "Microsoft Teams";
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.TEAMS;
  }

  @Override
  public String about() {
    return "A card in a channel of the school’s Teams, for whoever reads there. It says what kind of"
        + " alarm there is, has a button that opens it, and names nobody.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        settings.shownSecret("url", "the address that the Teams workflow shows when it is made"));
  }

  @Override
  public Optional<String> missing() {
    return settings.missing("url");
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    if (address.isEmpty()) {
      return new Outcome.Failed("not configured");
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address.get().value()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(card(notice)))
            .build();
    return switch (http.ask(request)) {
      // 202: the workflow has it. Whether the card appears is not told to anybody.
      case ProviderAnswer answer when answer.isGood() -> new Outcome.Accepted(null);
      case ProviderAnswer answer -> answer.refusal();
      case Silence silence -> silence.outcome();
    };
  }

  private static String card(Notice notice) {
    if (notice.about().equals(TEST)) {
      return TeamsCard.of(
          notice.marked("Safe & Away can reach this channel"),
          notice.marked("Nobody needs to do anything."),
          null);
    }
    String kind = Vocabulary.alarm(notice.about()).word();
    return switch (notice.news()) {
      case ALARM ->
          TeamsCard.of(
              notice.marked(kind),
              notice.marked(
                  "Somebody needs help. Open the alarm, or go to the board, and take it."),
              notice.link());
      case TAKEN ->
          TeamsCard.of(
              notice.marked(kind + ": somebody has it"),
              notice.marked("A person has taken this alarm. Nobody else needs to do anything."),
              null);
      case CLOSED ->
          TeamsCard.of(
              notice.marked(kind + ": closed"),
              notice.marked("This alarm is closed. Nobody needs to do anything."),
              null);
    };
  }
}

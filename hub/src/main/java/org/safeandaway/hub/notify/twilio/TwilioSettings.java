package org.safeandaway.hub.notify.twilio;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.PhoneNumber;

/**
 * What the hub is told about its account at Twilio: the keys under {@code
 * safeandaway.notify.twilio.}.
 *
 * @param keys for sentences about them
 * @param login absent until account and credentials are given
 * @param from the number that sends, calls and is answered
 * @param messagingService sends SMS instead of the number, from whichever of its own it chooses
 * @param token the account's auth token: Twilio signs with it what it tells the hub
 * @param hub the hub's public HTTPS address; absent if it has none
 */
public record TwilioSettings(
    ChannelSettings keys,
    @Nullable Login login,
    @Nullable PhoneNumber from,
    @Nullable String messagingService,
    @Nullable Hidden token,
    @Nullable URI hub,
    URI api) {
  private static final URI TWILIO = URI.create("https://api.twilio.com");
  private static final String HEX = "[0-9a-fA-F]{32}";

  /**
   * @param account {@code AC…}
   * @param user {@code SK…} of an API key, or the account again
   * @param password of the API key, or the account's auth token
   */
  public record Login(String account, String user, Hidden password) {}

  /**
   * @param hub its public address; absent if it has none
   * @throws BadConfiguration if something is there and makes no sense
   */
  public static TwilioSettings read(NotifySettings all, @Nullable URI hub) {
    ChannelSettings keys = all.of("twilio");
    Optional<Hidden> token = keys.secret("token");
    return new TwilioSettings(
        keys,
        login(keys, token).orElse(null),
        keys.text("from").map(text -> number(keys, text)).orElse(null),
        sid(keys, "messaging-service", "MG").orElse(null),
        token.orElse(null),
        hub != null && "https".equals(hub.getScheme()) ? hub : null,
        keys.address("url").orElse(TWILIO));
  }

  private static Optional<Login> login(ChannelSettings keys, Optional<Hidden> token) {
    Optional<String> account = sid(keys, "account", "AC");
    Optional<String> key = sid(keys, "key", "SK");
    Optional<Hidden> secret = keys.secret("secret");
    if (key.isPresent() != secret.isPresent()) {
      throw keys.bad("secret", "goes with " + keys.key("key") + ": give both, or neither");
    }
    return account.flatMap(
        sid ->
            key.isPresent()
                ? secret.map(value -> new Login(sid, key.get(), value))
                : token.map(value -> new Login(sid, sid, value)));
  }

  private static Optional<String> sid(ChannelSettings keys, String name, String prefix) {
    Optional<String> sid = keys.text(name);
    if (sid.isPresent() && !sid.get().matches(prefix + HEX)) {
      throw keys.bad(name, "is " + prefix + " and 32 hexadecimal digits, as Twilio shows it");
    }
    return sid;
  }

  private static PhoneNumber number(ChannelSettings keys, String text) {
    return PhoneNumber.of(text)
        .orElseThrow(() -> keys.bad("from", "is a telephone number such as +44 20 7946 0000"));
  }

  /** What is missing before anything can be sent, as a sentence. */
  Optional<String> missingLogin() {
    return login != null
        ? Optional.empty()
        : Optional.of(
            "Set "
                + keys.key("account")
                + ", and an API key with its secret (key, secret) or the account's auth token"
                + " (token).");
  }

  /** Whether somebody who is called can press a digit, and it comes to the hub. */
  boolean takesDigits() {
    return hub != null && token != null;
  }

  /** For pages. */
  List<Channel.Setting> shown() {
    return List.of(
        keys.shown("account", "the account's SID, which begins with AC"),
        keys.shown("key", "the SID of an API key, which begins with SK"),
        keys.shownSecret("secret", "of that API key"),
        keys.shownSecret(
            "token", "the account's auth token: signs in without an API key, and proves digits"),
        keys.shown("from", "the number that sends and calls, and that is answered"),
        keys.shown("messaging-service", "its SID, if a messaging service sends the SMS"),
        keys.shown("url", "where Twilio is, if not at its usual address"));
  }
}

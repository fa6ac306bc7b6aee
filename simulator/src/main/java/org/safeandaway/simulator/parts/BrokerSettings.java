package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.safeandaway.protocol.WearableId;

/**
 * Who may do what at the broker, and how it keeps what it holds. Written out as the three files
 * that Mosquitto reads: {@value #CONFIGURATION}, {@value #PASSWORDS} and {@value #ACCESS}.
 *
 * @param accounts one for each hub and one for each wearable
 * @param autosave how often the broker writes its store to disk, in whole seconds; what it took in
 *     since then is lost when it is killed
 */
public record BrokerSettings(List<Account> accounts, Duration autosave) {
  static final String CONFIGURATION = "mosquitto.conf";
  static final String PASSWORDS = "passwords";
  static final String ACCESS = "access";

  // Every hub reads and writes everything: each is sent every message, and each may answer.
  private static final String HUB_ACCESS =
      """

      user %s
      topic readwrite sa/#
      """;

  // A denied message is acknowledged all the same under MQTT 3.1.1, so a wearable may write its own
  // topics in every version: that the hub doesn't know one is for the hub to say.
  private static final String ACCESS_LIST =
      """
      pattern write sa/+/%u/up/+
      pattern write sa/+/%u/link
      pattern read sa/+/%u/down/+
      pattern read sa/+/hub/pulse
      """;

  public BrokerSettings {
    accounts = List.copyOf(accounts);
    if (accounts.stream().map(Account::name).distinct().count() != accounts.size()) {
      throw new IllegalArgumentException("two accounts of one name: " + accounts);
    }
    if (autosave.toSeconds() < 1) {
      throw new IllegalArgumentException("autosave is at least a second: " + autosave);
    }
  }

  /** The hub and these wearables, with new passwords, saving once a minute. */
  public static BrokerSettings forWearables(Collection<WearableId> wearables) {
    var names = Stream.concat(Stream.of(Account.HUB), wearables.stream().map(WearableId::value));
    return new BrokerSettings(
        names.map(Account::withRandomPassword).toList(), Duration.ofMinutes(1));
  }

  public BrokerSettings savingEvery(Duration interval) {
    return new BrokerSettings(accounts, interval);
  }

  /** The same, with an account of its own for each of these hubs. */
  public BrokerSettings withHubs(Collection<String> hubs) {
    var more =
        Stream.concat(
            accounts.stream(),
            hubs.stream().map(hub -> Account.withRandomPassword(Account.ofHub(hub))));
    return new BrokerSettings(more.toList(), autosave);
  }

  public Account hub() {
    return named(Account.HUB);
  }

  /** The account of one hub among several. */
  public Account hub(String hub) {
    return named(Account.ofHub(hub));
  }

  public Account wearable(WearableId id) {
    return named(id.value());
  }

  private Account named(String name) {
    return accounts.stream()
        .filter(account -> account.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no account for " + name));
  }

  String passwordFile() {
    return accounts.stream().map(Account::passwordLine).collect(Collectors.joining("\n", "", "\n"));
  }

  String accessFile() {
    return accounts.stream()
        .filter(Account::isHub)
        .map(account -> HUB_ACCESS.formatted(account.name()))
        .collect(Collectors.joining("", ACCESS_LIST, ""));
  }

  /**
   * The configuration's text. Every limit has its reason in the protocol's description.
   *
   * @param address where it listens
   * @param folder where, as the broker sees it, the other two files lie
   * @param data where, as the broker sees it, it keeps its store
   * @param user whom it runs as
   */
  String configuration(String address, int port, String folder, String data, String user) {
    return """
        per_listener_settings false
        listener %d %s
        allow_anonymous false
        password_file %s/%s
        acl_file %s/%s
        user %s
        persistence true
        persistence_location %s/
        autosave_interval %d
        max_inflight_messages 1000
        max_queued_messages 10000
        max_keepalive 120
        max_topic_alias 0
        log_dest stderr
        log_type error
        log_type warning
        log_type notice
        log_type information
        """
        .formatted(
            port, address, folder, PASSWORDS, folder, ACCESS, user, data, autosave.toSeconds());
  }

  /** Writes the three files into a folder that only this user can read. */
  void writeTo(Path folder, String configuration) throws IOException {
    Folders.makePrivate(folder);
    Files.writeString(folder.resolve(CONFIGURATION), configuration);
    Files.writeString(folder.resolve(PASSWORDS), passwordFile());
    Files.writeString(folder.resolve(ACCESS), accessFile());
  }
}

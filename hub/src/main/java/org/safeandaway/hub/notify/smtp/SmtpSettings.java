package org.safeandaway.hub.notify.smtp;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Hidden;
import org.safeandaway.hub.notify.ProviderHttp;

/**
 * The mail server and how to speak to it.
 *
 * @param account absent for a server that asks nobody who they are
 * @param from whom the messages come from; by itself, without a list
 * @param trusted beyond what Java trusts; absent for nothing
 */
record SmtpSettings(
    String host,
    int port,
    Security security,
    @Nullable Account account,
    InternetAddress from,
    @Nullable SSLSocketFactory trusted) {

  /** By whom the server knows us. */
  record Account(String username, Hidden password) {}

  /** How what is sent is kept from others on the way. */
  enum Security {
    /**
     * The connection begins plain and is encrypted before anything is said; never goes on plain.
     */
    STARTTLS(587),
    /** Encrypted from the first byte. */
    TLS(465),
    /** Plain; for a server on this very machine only. */
    NONE(25);

    private final int usualPort;

    Security(int usualPort) {
      this.usualPort = usualPort;
    }
  }

  private static final int LAST_PORT = 65_535;

  /** Empty while something is missing. */
  static Optional<SmtpSettings> read(ChannelSettings settings) {
    Optional<String> host = settings.text("host");
    Optional<InternetAddress> from = settings.text("from").map(text -> address(settings, text));
    Security security = security(settings, host.orElse("localhost"));
    int port = settings.number("port", security.usualPort, 1, LAST_PORT);
    Account account = account(settings);
    SSLSocketFactory trusted =
        settings
            .text("ca-file")
            .map(file -> TrustedFile.read(settings, "ca-file", file))
            .orElse(null);
    if (host.isEmpty() || from.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new SmtpSettings(host.get(), port, security, account, from.get(), trusted));
  }

  private static Security security(ChannelSettings settings, String host) {
    String value = settings.text("security").orElse("starttls").toLowerCase(Locale.ROOT);
    Security security =
        switch (value) {
          case "starttls" -> Security.STARTTLS;
          case "tls" -> Security.TLS;
          case "none" -> Security.NONE;
          default -> throw settings.bad("security", "is starttls, tls or none");
        };
    if (security == Security.NONE && !ProviderHttp.isThisMachine(host)) {
      throw settings.bad("security", "is none only for a mail server on this very machine");
    }
    return security;
  }

  private static @Nullable Account account(ChannelSettings settings) {
    Optional<String> username = settings.text("username");
    Optional<Hidden> password = settings.secret("password");
    if (username.isPresent() != password.isPresent()) {
      throw settings.bad("username", "and " + settings.key("password") + " belong together");
    }
    return username.isEmpty() ? null : new Account(username.get(), password.orElseThrow());
  }

  private static InternetAddress address(ChannelSettings settings, String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      address.validate();
      return address;
    } catch (AddressException e) {
      throw settings.bad("from", "is one e-mail address");
    }
  }

  /** The part of the sender's address behind the @. */
  String domain() {
    return from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
  }
}

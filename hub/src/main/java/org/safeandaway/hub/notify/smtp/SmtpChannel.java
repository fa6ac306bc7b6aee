package org.safeandaway.hub.notify.smtp;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.safeandaway.hub.notify.Bounded;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.ChannelSettings;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.policy.ChannelKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plain-text message to one person, on a connection of its own. It never goes on without
 * encryption; only a server on this very machine is spoken to plainly.
 */
@Singleton
public final class SmtpChannel implements Channel {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpChannel.class);

  private final ChannelSettings settings;
  private final InstantSource wallClock;
  private final Duration limit;
  private final Optional<SmtpSettings> server;

  /** A message is dated by this machine's own clock: one from the future looks like spam. */
  @Inject
  public SmtpChannel(NotifySettings all) {
    this(all, InstantSource.system(), ProviderHttp.LIMIT);
  }

  /**
   * @param limit for one message in all
   */
  SmtpChannel(NotifySettings all, InstantSource wallClock, Duration limit) {
    this.settings = all.of("smtp");
    this.wallClock = wallClock;
    this.limit = limit;
    this.server = SmtpSettings.read(settings);
  }

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String title() {
    return "E-mail";
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public String about() {
    return "E-mail by the school’s own mail server. It is slow beside a text message, and reaches"
        + " people only while they look; good as a second way, and for those without a mobile.";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        settings.shown("host", "the mail server’s name"),
        settings.shown("port", "its port; 587 if it is not set, 465 with tls, 25 with none"),
        settings.shown("security", "starttls, tls or none; starttls if it is not set"),
        settings.shown("from", "the address that the messages come from"),
        settings.shown("username", "the account at the mail server, if it asks for one"),
        settings.shownSecret("password", "the account’s password"),
        settings.shown("ca-file", "the certificate of the school’s own authority, if it has one"));
  }

  @Override
  public Optional<String> missing() {
    return settings.missing("host", "from");
  }

  @Override
  public Outcome send(Notice notice) throws InterruptedException {
    if (server.isEmpty()) {
      return new Outcome.Failed("not configured");
    }
    Notice.Recipient recipient = notice.recipient();
    if (recipient == null || recipient.email() == null) {
      return new Outcome.Failed("no e-mail address is noted", true);
    }
    try {
      InternetAddress to = new InternetAddress(recipient.email(), true);
      return Bounded.within(limit, () -> sent(server.get(), notice, to))
          .orElse(new Outcome.TryLater(null, "no answer within " + limit.toSeconds() + " s"));
    } catch (AddressException e) {
      return new Outcome.Failed("the e-mail address noted is none", true);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException failure) {
        return SmtpFailure.outcome(failure);
      }
      throw new IllegalStateException("sending an e-mail failed", e.getCause());
    }
  }

  private Outcome sent(SmtpSettings to, Notice notice, InternetAddress recipient)
      throws MessagingException {
    Session session = Session.getInstance(properties(to));
    Message message = message(session, to, notice, recipient);
    Transport transport = session.getTransport("smtp");
    try {
      SmtpSettings.Account account = to.account();
      if (account == null) {
        transport.connect();
      } else {
        transport.connect(account.username(), account.password().value());
      }
      transport.sendMessage(message, new InternetAddress[] {recipient});
    } finally {
      leave(transport);
    }
    return new Outcome.Accepted(id(to, notice));
  }

  /** How it ends changes nothing of what the server has said before. */
  private static void leave(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.info("the mail server did not let go as it should: {}", e.getClass().getSimpleName());
    }
  }

  private Properties properties(SmtpSettings to) {
    Properties properties = new Properties();
    String millis = Long.toString(limit.toMillis());
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.host", to.host());
    properties.setProperty("mail.smtp.port", Integer.toString(to.port()));
    // Else a server that hangs after it has taken the message seems not to have taken it.
    properties.setProperty("mail.smtp.quitwait", "false");
    // Else this machine's own name is looked up, which may take longer than the message.
    properties.setProperty("mail.smtp.localhost", to.domain());
    properties.setProperty("mail.smtp.auth", Boolean.toString(to.account() != null));
    properties.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    boolean starttls = to.security() == SmtpSettings.Security.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
    boolean tls = to.security() == SmtpSettings.Security.TLS;
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    if (to.trusted() != null) {
      properties.put("mail.smtp.ssl.socketFactory", to.trusted());
    }
    return properties;
  }

  private Message message(
      Session session, SmtpSettings from, Notice notice, InternetAddress recipient)
      throws MessagingException {
    MimeMessage message = new WithItsOwnId(session, id(from, notice));
    message.setFrom(from.from());
    message.setRecipient(Message.RecipientType.TO, recipient);
    message.setSubject(
        notice.marked(notice.subject()).replaceAll("\\s+", " "), StandardCharsets.UTF_8.name());
    message.setText(notice.marked(notice.text()), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(wallClock.instant()));
    message.setHeader("Importance", "high");
    // Keeps "out of office" from answering a machine: RFC 3834.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  /** The same at each attempt, so that a mail server that looks drops what comes twice. */
  private static String id(SmtpSettings from, Notice notice) {
    String alarm = notice.alarm() == null ? "test" : notice.alarm();
    return "<" + notice.id() + "." + alarm + "@" + from.domain() + ">";
  }

  /** The library makes up an id of its own for each message. */
  private static final class WithItsOwnId extends MimeMessage {
    private final String id;

    WithItsOwnId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}

package org.safeandaway.hub.notify.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.safeandaway.hub.notify.ChannelContract;
import org.safeandaway.hub.notify.Notice;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;

/** GreenMail takes the messages; a scripted server refuses them, and encrypts. */
class SmtpChannelTest extends ChannelContract {
  private static final String PASSWORD = "tulips-in-the-rain";
  private static final Instant NOW = Instant.parse("2026-10-21T14:20:00Z");

  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @TempDir private static Path folder;
  private static OwnAuthority authority;

  private final List<ScriptedMailServer> servers = new ArrayList<>();

  @BeforeAll
  static void start() {
    authority = OwnAuthority.in(folder);
    MAIL.start();
    MAIL.setUser("hub@school.example", "hub", PASSWORD);
  }

  @AfterAll
  static void stop() {
    MAIL.stop();
  }

  @AfterEach
  void clear() throws Exception {
    MAIL.purgeEmailFromAllMailboxes();
    for (ScriptedMailServer server : servers) {
      server.close();
    }
  }

  @Override
  protected Channel channel(Provider provider, Duration limit) {
    return switch (provider) {
      case TAKES_IT -> plain(MAIL.getSmtp().getPort(), limit);
      case IS_BROKEN -> plain(scripted("MAIL", "451 4.3.0 trouble for bea@school.example"), limit);
      case HAS_TOO_MANY -> plain(scripted("RCPT", "450 4.7.1 too many"), limit);
      case REFUSES_IT -> plain(scripted("RCPT", "550 5.1.1 no bea@school.example here"), limit);
      case HANGS -> plain(scripted("EHLO", ScriptedMailServer.SILENCE), limit);
      case IS_DOWN -> plain(closedPort(), limit);
    };
  }

  @Override
  protected boolean saysWhenToComeBack() {
    return false;
  }

  @Override
  protected List<String> secrets() {
    return List.of(PASSWORD);
  }

  @Override
  protected List<String> received() {
    try {
      MimeMessage message = taken();
      return List.of(message.getSubject(), message.getContent().toString());
    } catch (MessagingException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private static MimeMessage taken() {
    assertThat(MAIL.getReceivedMessages()).hasSize(1);
    return MAIL.getReceivedMessages()[0];
  }

  @Nested
  class AMessage {
    @Test
    void isOneThatAMachineWrote() throws Exception {
      send(Provider.TAKES_IT, notice(null));
      MimeMessage message = taken();
      assertThat(message.getAllRecipients())
          .extracting(Object::toString)
          .containsExactly("bea@school.example");
      assertThat(message.getFrom())
          .extracting(Object::toString)
          .containsExactly("Safe & Away <alarm@school.example>");
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(message.getContentType()).startsWith("text/plain").containsIgnoringCase("utf-8");
      assertThat(message.getSentDate()).isEqualTo(NOW);
    }

    /** Else the same e-mail comes for a minute, and then counts as not sent. */
    @Test
    void isTakenOnceTheServerSaysSoWhateverItDoesAfterwards() throws Exception {
      ScriptedMailServer server = scripted("QUIT", ScriptedMailServer.SILENCE);
      assertThat(plain(server, Duration.ofSeconds(3)).send(notice(null)))
          .isInstanceOf(Outcome.Accepted.class);
      assertThat(server.heard()).contains(".");
    }

    /** A mail server drops what comes twice by this. */
    @Test
    void hasTheSameIdAtEachAttempt() throws Exception {
      send(Provider.TAKES_IT, notice(null));
      send(Provider.TAKES_IT, notice(null));
      assertThat(MAIL.getReceivedMessages())
          .hasSize(2)
          .allSatisfy(
              message ->
                  assertThat(message.getHeader("Message-ID"))
                      .containsExactly("<4711.a1@school.example>"));
    }

    @Test
    void takesNoHeaderFromASubject() throws Exception {
      Notice notice =
          new Notice(
              1,
              bea("bea@school.example"),
              "Panic\r\nBcc: all@school.example",
              "Zoë – help",
              "",
              URI.create("https://safe.school.example/alarms/a1"),
              null,
              "a1",
              "PANIC",
              null);
      assertThat(channel(Provider.TAKES_IT, ProviderHttp.LIMIT).send(notice))
          .isInstanceOf(Outcome.Accepted.class);
      assertThat(taken().getHeader("Bcc")).isNull();
      assertThat(taken().getSubject()).isEqualTo("Panic Bcc: all@school.example");
      assertThat(taken().getContent().toString()).isEqualTo("Zoë – help");
      assertThat(GreenMailUtil.getHeaders(taken())).doesNotContain("\nBcc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "bea@school.example, all@school.example", "@"})
    void goesToOneAddressOnly(String address) throws InterruptedException {
      Notice notice = new Notice(1, bea(address), "s", "t", "s", null, null, "a1", "PANIC", null);
      assertThat(channel(Provider.TAKES_IT, ProviderHttp.LIMIT).send(notice))
          .isEqualTo(new Outcome.Failed("the e-mail address noted is none", true));
      assertThat(MAIL.getReceivedMessages()).isEmpty();
    }
  }

  @Nested
  class ARefusal {
    @ParameterizedTest
    @CsvSource({
      "GREETING, 421 too busy, true",
      "GREETING, 554 no service, false",
      "AUTH, 454 4.7.0 not now, true",
      "AUTH, 535 5.7.8 wrong, false",
      "MAIL, 550 5.7.1 not you, false",
      "DATA, 451 not now, true",
      "., 452 4.3.1 full, true",
      "., 552 5.3.4 too big, false",
    })
    void passesOrStaysAsItsCodeSays(String word, String reply, boolean passes)
        throws InterruptedException {
      Outcome outcome = plain(scripted(word, reply), ProviderHttp.LIMIT).send(notice(null));
      String code = reply.substring(0, 3);
      assertThat(outcome.toString()).contains("(" + code + ")");
      assertThat(outcome).isInstanceOf(passes ? Outcome.TryLater.class : Outcome.Failed.class);
    }

    /** Most servers refuse whoever sends only when a recipient is named. */
    @ParameterizedTest
    @CsvSource({
      "550 5.1.1 no such user, true",
      "550 5.2.1 mailbox disabled, true",
      "550 no such user, true",
      "554 5.7.1 Relay access denied, false",
      "550 5.7.64 TenantAttribution; Relay Access Denied, false",
      "550 5.1.8 Sender address rejected: Domain not found, false",
      "554 no, false",
    })
    void ofOneRecipientIsNotTheServersFailure(String reply, boolean onlyThisRecipient)
        throws InterruptedException {
      assertThat(plain(scripted("RCPT", reply), ProviderHttp.LIMIT).send(notice(null)))
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.onlyThisRecipient()).isEqualTo(onlyThisRecipient));
    }

    @Test
    void comesForAWrongPassword() throws InterruptedException {
      Map<String, Object> settings = settings(MAIL.getSmtp().getPort());
      settings.put("safeandaway.notify.smtp.password", "another");
      assertThat(channel(settings, ProviderHttp.LIMIT).send(notice(null)))
          .isEqualTo(
              new Outcome.Failed("the mail server does not take the user name and password (535)"));
    }
  }

  @Nested
  class Encryption {
    private final Map<String, String> offers = Map.of("STARTTLS", "220 go on");

    @Test
    void comesBeforeEverythingElse() throws Exception {
      ScriptedMailServer server = scripted(offers);
      assertThat(channel(secured(server.port()), ProviderHttp.LIMIT).send(notice(null)))
          .isInstanceOf(Outcome.Accepted.class);
      assertThat(server.heard().subList(0, 2)).containsExactly("EHLO school.example", "STARTTLS");
      assertThat(server.heard().subList(2, server.heard().size()))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).matches("🔒.*|\\(gone\\)"))
          .anySatisfy(line -> assertThat(line).startsWith("🔒AUTH"))
          .anySatisfy(line -> assertThat(line).contains("Asha Patel"));
    }

    /** Whoever sits between may leave the offer out; then nothing is said. */
    @Test
    void isNotDoneWithout() throws Exception {
      ScriptedMailServer server = scripted(Map.of());
      assertThat(channel(secured(server.port()), ProviderHttp.LIMIT).send(notice(null)))
          .isEqualTo(new Outcome.Failed("the mail server does not encrypt, or is none"));
      assertThat(server.heard()).doesNotContain("AUTH").noneMatch(line -> line.contains("Asha"));
    }

    @Test
    void needsACertificateToTrust() throws Exception {
      ScriptedMailServer server = scripted(offers);
      Map<String, Object> settings = secured(server.port());
      settings.remove("safeandaway.notify.smtp.ca-file");
      assertThat(channel(settings, ProviderHttp.LIMIT).send(notice(null)))
          .isEqualTo(new Outcome.Failed("the mail server’s certificate is not one to trust"));
    }

    @Test
    void needsACertificateForThatVeryName() throws Exception {
      Map<String, Object> settings = secured(scripted(offers).port());
      settings.put("safeandaway.notify.smtp.host", "127.0.0.1");
      assertThat(channel(settings, ProviderHttp.LIMIT).send(notice(null)))
          .isEqualTo(new Outcome.Failed("the mail server’s certificate is not one to trust"));
    }

    private Map<String, Object> secured(int port) {
      Map<String, Object> settings = settings(port);
      settings.remove("safeandaway.notify.smtp.security");
      settings.put("safeandaway.notify.smtp.host", "localhost");
      settings.put("safeandaway.notify.smtp.ca-file", authority.pem().toString());
      return settings;
    }
  }

  @Nested
  class Configuration {
    @Test
    void saysWhatIsMissing() {
      assertThat(channel(Map.of(), ProviderHttp.LIMIT).missing())
          .hasValue("Set safeandaway.notify.smtp.host and safeandaway.notify.smtp.from.");
    }

    @ParameterizedTest
    @CsvSource({
      "security, none, none only for a mail server on this very machine",
      "security, ssl, 'is starttls, tls or none'",
      "port, 0, is a number from 1 to 65535",
      "from, nobody, is one e-mail address",
      "username, hub, belong together",
      "ca-file, nowhere.pem, cannot be read",
    })
    void refusesNonsense(String key, String value, String words) {
      Map<String, Object> settings =
          new HashMap<>(
              Map.of(
                  "safeandaway.notify.smtp.host", "mail.school.example",
                  "safeandaway.notify.smtp.from", "alarm@school.example"));
      settings.put("safeandaway.notify.smtp." + key, value);
      assertThatThrownBy(() -> channel(settings, ProviderHttp.LIMIT))
          .isInstanceOf(BadConfiguration.class)
          .hasMessageContaining("safeandaway.notify.smtp." + key)
          .hasMessageContaining(words);
    }

    @Test
    void showsNoPassword() {
      assertThat(channel(settings(25), ProviderHttp.LIMIT).settings())
          .extracting(Channel.Setting::key, Channel.Setting::shown)
          .contains(
              org.assertj.core.groups.Tuple.tuple("safeandaway.notify.smtp.password", "set"),
              org.assertj.core.groups.Tuple.tuple("safeandaway.notify.smtp.host", "127.0.0.1"),
              org.assertj.core.groups.Tuple.tuple("safeandaway.notify.smtp.ca-file", "not set"));
    }
  }

  private static Channel plain(int port, Duration limit) {
    return channel(settings(port), limit);
  }

  private Channel plain(ScriptedMailServer server, Duration limit) {
    return plain(server.port(), limit);
  }

  private static Channel channel(Map<String, Object> settings, Duration limit) {
    return new SmtpChannel(NotifySettings.of(settings), InstantSource.fixed(NOW), limit);
  }

  private static Map<String, Object> settings(int port) {
    return new HashMap<>(
        Map.of(
            "safeandaway.notify.smtp.host", "127.0.0.1",
            "safeandaway.notify.smtp.port", Integer.toString(port),
            "safeandaway.notify.smtp.security", "none",
            "safeandaway.notify.smtp.from", "Safe & Away <alarm@school.example>",
            "safeandaway.notify.smtp.username", "hub",
            "safeandaway.notify.smtp.password", PASSWORD));
  }

  private ScriptedMailServer scripted(String word, String reply) {
    return scripted(Map.of(word, reply));
  }

  private ScriptedMailServer scripted(Map<String, String> replies) {
    try {
      ScriptedMailServer server = new ScriptedMailServer(authority.server(), replies);
      servers.add(server);
      return server;
    } catch (IOException e) {
      throw new IllegalStateException("no mail server", e);
    }
  }

  private static Notice.Recipient bea(String email) {
    return new Notice.Recipient("bea", "Bea Okoro", null, email);
  }

  private static int closedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}

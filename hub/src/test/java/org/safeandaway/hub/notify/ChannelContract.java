package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.safeandaway.hub.notify.Channel.Outcome;
import org.slf4j.LoggerFactory;

/** What every channel keeps to, whoever its provider is. Its own tests extend this. */
public abstract class ChannelContract {

  /** How the provider behaves towards what comes next. */
  protected enum Provider {
    TAKES_IT,
    /** Has a fault of its own that passes. */
    IS_BROKEN,
    /** Has had too many, and asks to come back after {@link #ASKED} if it can say so. */
    HAS_TOO_MANY,
    /** Will never take this one. */
    REFUSES_IT,
    /** Takes the connection, and then says nothing for ever. */
    HANGS,
    /** Nothing listens there. */
    IS_DOWN
  }

  protected static final Duration ASKED = Duration.ofSeconds(7);

  /** Far above any sending to this machine, so that a slow one is not taken for a hung one. */
  private static final Duration ENOUGH = Duration.ofSeconds(10);

  private static final Duration SHORT = Duration.ofMillis(400);

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  /**
   * The channel, wholly configured, with a provider that behaves so.
   *
   * @param limit after which it no longer waits for the provider
   */
  protected abstract Channel channel(Provider provider, Duration limit);

  /**
   * What the provider was given by the last sending, as a person will read or hear it: one text for
   * each that begins by itself, such as subject and body.
   */
  protected abstract List<String> received();

  /** Everything that nobody may see: passwords, keys, addresses that open something. */
  protected abstract List<String> secrets();

  /** Whether the provider can say when to come back. */
  protected boolean saysWhenToComeBack() {
    return true;
  }

  @BeforeEach
  void listenToTheLog() {
    log.start();
    root().addAppender(log);
  }

  @AfterEach
  void keepsItsSecrets() {
    root().detachAppender(log);
    assertThat(log.list).allSatisfy(event -> saysNoSecret(words(event)));
  }

  @Test
  void isToldApart() {
    Channel channel = channel(Provider.TAKES_IT, ENOUGH);
    assertThat(channel.name()).matches("[a-z][a-z0-9-]{1,30}");
    assertThat(channel.title()).isNotBlank();
    assertThat(channel.missing()).isEmpty();
    saysNoSecret(channel.toString());
    saysNoSecret(channel.title());
  }

  @Test
  void isTaken() throws InterruptedException {
    Outcome outcome = send(Provider.TAKES_IT, notice(null));
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    assertThat(received()).isNotEmpty();
  }

  @Test
  void bearsItsMarkInFront() throws InterruptedException {
    assertThat(send(Provider.TAKES_IT, notice("DRILL"))).isInstanceOf(Outcome.Accepted.class);
    assertThat(received()).isNotEmpty().allSatisfy(text -> assertThat(text).startsWith("DRILL"));
  }

  @Test
  void bearsNoMarkIfItIsReal() throws InterruptedException {
    send(Provider.TAKES_IT, notice(null));
    assertThat(received()).noneSatisfy(text -> assertThat(text).containsIgnoringCase("drill"));
  }

  @Test
  void comesBackWhenAFaultMayHavePassed() throws InterruptedException {
    assertThat(send(Provider.IS_BROKEN, notice(null))).isInstanceOf(Outcome.TryLater.class);
  }

  @Test
  void comesBackWhenTheProviderAsksForIt() throws InterruptedException {
    Outcome outcome = send(Provider.HAS_TOO_MANY, notice(null));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.TryLater.class,
            later -> assertThat(later.after()).isEqualTo(saysWhenToComeBack() ? ASKED : null));
  }

  @Test
  void givesUpWhatIsRefused() throws InterruptedException {
    assertThat(send(Provider.REFUSES_IT, notice(null))).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  @Timeout(8)
  void waitsForNobodyForEver() throws InterruptedException {
    Outcome outcome = channel(Provider.HANGS, SHORT).send(notice(null));
    assertThat(outcome).isInstanceOf(Outcome.TryLater.class);
    saysNothingItShouldNot(outcome);
  }

  @Test
  void comesBackWhenNobodyIsThere() throws InterruptedException {
    assertThat(send(Provider.IS_DOWN, notice(null))).isInstanceOf(Outcome.TryLater.class);
  }

  /** Sends by the channel, and looks whether the outcome keeps its secrets. */
  protected Outcome send(Provider provider, Notice notice) throws InterruptedException {
    Outcome outcome = channel(provider, ENOUGH).send(notice);
    saysNothingItShouldNot(outcome);
    return outcome;
  }

  /** Panic of Asha Patel, to Bea Okoro, who is reached by whatever there is. */
  protected static Notice notice(@Nullable String mark) {
    return new Notice(
        4711,
        new Notice.Recipient("bea", "Bea Okoro", "+447700900123", "bea@school.example"),
        "Asha Patel pressed panic",
        "Asha Patel pressed panic at 14:20. Reply 4827 to take it.",
        "Asha Patel pressed panic at 14 20. Press 4 to take it.",
        URI.create("https://safe.school.example/alarms/a1"),
        "4827",
        "a1",
        "PANIC",
        mark);
  }

  /** To Bea Okoro, that Carol Bell has the panic of Asha Patel. */
  protected static Notice standDown() {
    String words = "Carol Bell has taken the alarm about Asha Patel. You need do nothing about it.";
    return new Notice(
        4712,
        new Notice.Recipient("bea", "Bea Okoro", "+447700900123", "bea@school.example"),
        "Panic, Carol Bell has it",
        words,
        words,
        null,
        null,
        "a1",
        "PANIC",
        null,
        Notice.News.TAKEN);
  }

  private void saysNothingItShouldNot(Outcome outcome) {
    String words = outcome.toString();
    saysNoSecret(words);
    assertThat(words).doesNotContain("Asha", "Bea", "7700900123", "bea@", "4827", "/alarms/a1");
  }

  private void saysNoSecret(String words) {
    secrets().forEach(secret -> assertThat(words).doesNotContain(secret));
  }

  private static String words(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return event.getFormattedMessage()
        + (thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}

package org.safeandaway.hub.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.safeandaway.hub.RunningHub;
import org.safeandaway.hub.configuration.BadConfiguration;
import org.safeandaway.hub.trial.TrialDatabase;
import org.safeandaway.hub.trial.TrialHub;

/**
 * A channel that is told nonsense stops the hub's start: found out at the first alarm, it would be
 * too late. A channel that is added has a line of its own here.
 */
class BadNotifySettingsTest {
  private static final String NONSENSE = "hunter2";

  private static String database;

  @BeforeAll
  static void make() {
    database = TrialDatabase.make();
  }

  private static Throwable start(String key, String value) {
    Map<String, Object> all = new HashMap<>(TrialHub.properties(database, "tcp://127.0.0.1:1"));
    all.put(key, value);
    try (ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).properties(all).build()) {
      return catchThrowable(
          () -> {
            context.start();
            context.getBean(RunningHub.class);
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smtp.password     | hunter2                       | belong together",
        "smtp.from         | hunter2                       | is one e-mail address",
        "govuk.api-key     | hunter2                       | is a key of GOV.UK Notify",
        "govuk.sms-template| hunter2                       | is the id of a template",
        "twilio.account    | AChunter2                     | 32 hexadecimal digits",
        "push.contact      | hunter2                       | is mailto: and an e-mail address",
        "push.services     | https://a.example/,hunter2    | begin with https://",
        "teams.url         | http://hunter2.example/hook   | begins with https://",
        "webhook.secret    | hunter2                       | is at least 32 characters",
      })
  void theStartStopsAndSaysWhatToDo(String key, String value, String wrong) {
    String whole = NotifySettings.PREFIX + key;

    Throwable failure = start(whole, value);

    Throwable cause = failure;
    while (cause != null && !(cause instanceof BadConfiguration)) {
      cause = cause.getCause();
    }
    assertThat(cause).as("%s", failure).isNotNull();
    assertThat(cause)
        .hasMessageContainingAll(
            NotifySettings.PREFIX + key.substring(0, key.indexOf('.')),
            wrong,
            "Set it in the file that",
            "SAFEANDAWAY_NOTIFY_");
    assertThat(cause.getMessage()).as("may be a secret").doesNotContain(NONSENSE).hasLineCount(1);
  }
}

package org.safeandaway.hub.notify.twilio;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.safeandaway.hub.database.Database;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;
import org.safeandaway.hub.notify.PublicAddress;

/** Makes Twilio's two channels, whether or not they are configured: they say what they lack. */
@Factory
final class TwilioChannels {
  /** Reading replies takes several requests within the 10 s. */
  private static final Duration IMPATIENT = Duration.ofSeconds(4);

  @Singleton
  TwilioSettings twilioSettings(NotifySettings all, PublicAddress hub) {
    return TwilioSettings.read(all, hub.address());
  }

  @Singleton
  DigitTokens digitTokens(Database database, InstantSource time, TwilioSettings settings) {
    return new DigitTokens(database, time, settings);
  }

  @Singleton
  TwilioSms twilioSms(TwilioSettings settings, ProviderHttp http) {
    return new TwilioSms(settings, http, new ProviderHttp(IMPATIENT));
  }

  @Singleton
  TwilioCall twilioCall(TwilioSettings settings, ProviderHttp http, DigitTokens tokens) {
    return new TwilioCall(settings, http, tokens);
  }
}

package org.safeandaway.hub.notify.govuk;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.safeandaway.hub.notify.Channel;
import org.safeandaway.hub.notify.NotifySettings;
import org.safeandaway.hub.notify.ProviderHttp;

/** The service's two channels; they share its key. */
@Factory
final class GovUkNotify {

  @Singleton
  @Named("govuk-sms")
  Channel sms(NotifySettings settings) {
    return new GovUkChannel(GovUkChannel.Way.SMS, settings, ProviderHttp.LIMIT);
  }

  @Singleton
  @Named("govuk-email")
  Channel email(NotifySettings settings) {
    return new GovUkChannel(GovUkChannel.Way.EMAIL, settings, ProviderHttp.LIMIT);
  }
}

package org.safeandaway.hub.office.phones;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safeandaway.hub.notify.push.PushSubscriptions;
import org.safeandaway.hub.notify.push.WebPush;
import org.safeandaway.hub.watch.PersonId;

/** What the page of somebody's account shows of the browsers that are told. */
@Singleton
public class Phones {
  private final WebPush push;
  private final PushSubscriptions subscriptions;

  Phones(WebPush push, PushSubscriptions subscriptions) {
    this.push = push;
    this.subscriptions = subscriptions;
  }

  /**
   * @param key the hub's public one, which a browser asks its push service with
   * @param missing what the hub lacks, as a sentence; absent if nothing
   */
  public record View(List<PushSubscriptions.Device> devices, String key, @Nullable String missing) {
    public View {
      devices = List.copyOf(devices);
    }
  }

  public View of(PersonId person) {
    return new View(
        subscriptions.of(person), push.publicKey(), push.missing().or(push::limits).orElse(null));
  }
}

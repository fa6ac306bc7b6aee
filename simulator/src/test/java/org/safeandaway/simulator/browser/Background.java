package org.safeandaway.simulator.browser;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.safeandaway.hub.notify.push.PushSubscriptions;

/**
 * What runs in a browser's background while nobody looks: it is handed push messages, as the push
 * service of the browser's maker would hand them over, and what it shows is looked at and clicked.
 * A headless browser has no lock screen, but it keeps the notifications that it would show there.
 */
final class Background {
  /** A new page is not opened in a test: where it would lead is what counts. */
  private static final String CLICK =
      """
      (async () => {
        const opened = new Promise((then) => {
          self.clients.openWindow = async (path) => then(path);
        });
        const [notification] = await self.registration.getNotifications();
        self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
        return opened;
      })()""";

  /** What its maker's push service would give the browser is given, and no browser sends it. */
  private static final String CHANGE =
      """
      (async () => {
        const given = %s;
        PushManager.prototype.subscribe = async () => ({ toJSON: () => given });
        const event = new Event("pushsubscriptionchange");
        event.oldSubscription = { endpoint: "%s" };
        let done;
        event.waitUntil = (promise) => { done = promise; };
        self.dispatchEvent(event);
        await done;
        return "done";
      })()""";

  private static final String SHOWN =
      """
      async () => {
        const worker = await navigator.serviceWorker.ready;
        const [it] = await worker.getNotifications();
        return it && JSON.stringify({ title: it.title, body: it.body, tag: it.tag,
            stays: it.requireInteraction, vibrates: it.vibrate.length });
      }""";

  private final Seat seat;
  private final CDPSession session;
  private final List<String> registrations = new ArrayList<>();

  Background(Seat seat) {
    this.seat = seat;
    this.session = seat.context().newCDPSession(seat.page());
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        event -> {
          for (JsonElement each : event.getAsJsonArray("registrations")) {
            registrations.add(each.getAsJsonObject().get("registrationId").getAsString());
          }
        });
    session.send("ServiceWorker.enable");
  }

  /** Hands a message over. */
  void push(URI office, String message) {
    seat.await("the background script", () -> !registrations.isEmpty());
    JsonObject delivered = new JsonObject();
    String origin = office.toString().replaceFirst("/$", "");
    delivered.addProperty("origin", origin);
    delivered.addProperty("registrationId", registrations.getLast());
    delivered.addProperty("data", message);
    session.send("ServiceWorker.deliverPushMessage", delivered);
  }

  /** The one notification, as soon as it is there. */
  JsonObject shown() {
    Page page = seat.page();
    return JsonParser.parseString(String.valueOf(page.waitForFunction(SHOWN).jsonValue()))
        .getAsJsonObject();
  }

  /** Clicks it; returns which page that opens. */
  String click() {
    return run(CLICK);
  }

  /** Its push service has ended the subscription, and gives another one. */
  void changed(String endpoint, PushSubscriptions.Given given) {
    JsonObject keys = new JsonObject();
    keys.addProperty("p256dh", given.p256dh());
    keys.addProperty("auth", given.auth());
    JsonObject fresh = new JsonObject();
    fresh.addProperty("endpoint", given.endpoint());
    fresh.add("keys", keys);
    run(CHANGE.formatted(fresh, endpoint));
  }

  /** Runs this in the background; returns the text that comes of it. */
  private String run(String expression) {
    CDPSession browser = seat.context().browser().newBrowserCDPSession();
    JsonObject attach = new JsonObject();
    attach.addProperty("targetId", worker(browser));
    attach.addProperty("flatten", false);
    String attached = browser.send("Target.attachToTarget", attach).get("sessionId").getAsString();
    List<String> answers = new ArrayList<>();
    browser.on(
        "Target.receivedMessageFromTarget",
        event -> {
          JsonObject told =
              JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
          if (told.has("id")) {
            answers.add(told.getAsJsonObject("result").getAsJsonObject("result").toString());
          }
        });
    JsonObject sent = new JsonObject();
    sent.addProperty("sessionId", attached);
    sent.addProperty("message", evaluate(expression).toString());
    browser.send("Target.sendMessageToTarget", sent);
    seat.await("what comes of it", () -> !answers.isEmpty());
    browser.detach();
    return JsonParser.parseString(answers.getFirst()).getAsJsonObject().get("value").getAsString();
  }

  private static JsonObject evaluate(String expression) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("expression", expression);
    parameters.addProperty("awaitPromise", true);
    parameters.addProperty("returnByValue", true);
    JsonObject command = new JsonObject();
    command.addProperty("id", 1);
    command.addProperty("method", "Runtime.evaluate");
    command.add("params", parameters);
    return command;
  }

  private static String worker(CDPSession browser) {
    for (JsonElement each : browser.send("Target.getTargets").getAsJsonArray("targetInfos")) {
      JsonObject target = each.getAsJsonObject();
      if (target.get("url").getAsString().endsWith("/sw.js")) {
        return target.get("targetId").getAsString();
      }
    }
    throw new AssertionError("no script runs in the background");
  }
}

package org.safeandaway.simulator.wearables;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.safeandaway.protocol.WearableId;
import org.safeandaway.simulator.parts.Account;

/**
 * Several virtual wearables in this process, their page, and the API that works them; see {@link
 * WearablesApi} for what it takes. It listens on loopback only, since whoever reaches it can raise
 * an alarm.
 */
public final class VirtualWearables implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  static {
    // Read once, by the first server of this process. Small answers, one after another, must not
    // wait for each other's acknowledgement: a press would come late.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Audience audience = new Audience();
  private final SortedMap<WearableId, VirtualWearable> wearables;
  private final HttpServer server;
  private final ExecutorService requests;

  private VirtualWearables(SortedMap<WearableId, VirtualWearable> wearables, HttpServer server) {
    this.wearables = wearables;
    this.server = server;
    this.requests = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Switches all of them on. They need no broker to start; they find it when it is there.
   *
   * @throws IOException if the port is taken or the folder cannot be written
   */
  public static VirtualWearables start(WearablesSettings settings) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByName(LOOPBACK), settings.port()), 0);
    VirtualWearables all = new VirtualWearables(new TreeMap<>(), server);
    try {
      all.switchOn(settings);
      return all;
    } catch (IOException | IllegalStateException e) {
      all.close();
      throw e;
    }
  }

  private void switchOn(WearablesSettings settings) throws IOException {
    for (Account account : settings.accounts()) {
      VirtualWearable wearable = VirtualWearable.built(settings, account, audience);
      wearables.put(wearable.id(), wearable);
      wearable.power(true);
    }
    server.setExecutor(requests);
    var all = Collections.unmodifiableSortedMap(wearables);
    server.createContext(
        "/", new Site(new WearablesApi(all), new LiveStream(audience, all, settings.office())));
    server.start();
  }

  /**
   * Where the page and the API are, such as {@code http://127.0.0.1:8081}; without a slash at its
   * end.
   */
  public URI address() {
    return URI.create("http://" + LOOPBACK + ":" + server.getAddress().getPort());
  }

  /** Stops answering, then switches all wearables off, each in good order. */
  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
    wearables.values().parallelStream().forEach(VirtualWearable::close);
  }
}

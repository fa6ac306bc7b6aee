package org.safeandaway.simulator.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another program, to which the hubs send a message for every step of every alarm. */
final class Sink implements AutoCloseable {
  /** A hub signs with it; nobody looks. */
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static final int OK = 200;

  private final HttpServer server;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, Integer> taken = new ConcurrentHashMap<>();

  Sink() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(requests);
    server.createContext("/", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alarms");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String message = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      taken.merge(Long.valueOf(message), 1, Integer::sum);
      exchange.sendResponseHeaders(OK, -1);
    }
  }

  /** How often each message came, by the number that the hubs know it by. */
  Map<Long, Integer> taken() {
    return Map.copyOf(taken);
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdownNow();
  }
}

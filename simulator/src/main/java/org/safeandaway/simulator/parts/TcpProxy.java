package org.safeandaway.simulator.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A faulty link: sits between a client and a server and breaks as links break. Needs no privileges.
 *
 * <p>A fault holds for every connection, the present ones and those to come, until it is ended.
 * Each direction of a connection is pumped by its own thread, which asks for the fault at every
 * chunk.
 */
public final class TcpProxy implements AutoCloseable {
  /** Which way bytes go. */
  public enum Direction {
    TO_SERVER,
    TO_CLIENT
  }

  private static final String LOOPBACK = "127.0.0.1";
  private static final int CONNECT_MILLIS = 2_000;
  private static final int CHUNK_BYTES = 8_192;
  private static final long NEVER = Long.MAX_VALUE;

  private final String serverHost;
  private final int serverPort;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Direction> swallowed = ConcurrentHashMap.newKeySet();
  private final AtomicLong untilCut = new AtomicLong(NEVER);
  private final Object gate = new Object();
  private boolean stalled;
  private volatile Duration delay = Duration.ZERO;
  private volatile ServerSocket listener;

  /** A link in good order, from a new port of the loopback address to the server. */
  public TcpProxy(String serverHost, int serverPort) {
    this.serverHost = serverHost;
    this.serverPort = serverPort;
    this.port = FreePort.next();
    this.listener = listen();
  }

  public String host() {
    return LOOPBACK;
  }

  public int port() {
    return port;
  }

  /** The address as Paho takes it. */
  public String uri() {
    return "tcp://" + LOOPBACK + ":" + port;
  }

  /** Resets every connection. New ones are served. */
  public void cut() {
    untilCut.set(NEVER);
    // Only those of now: a client may be back before the last one is reset.
    List.copyOf(open).forEach(TcpProxy::reset);
  }

  /** Resets every connection and refuses new ones. */
  public void down() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new PartFailure("the link could not be taken down", e);
    }
    cut();
  }

  /** Ends {@link #down}. */
  public void up() {
    if (listener.isClosed()) {
      listener = listen();
    }
  }

  /** Half open: nothing passes, nothing is lost, nobody is told. */
  public void stall() {
    synchronized (gate) {
      stalled = true;
    }
  }

  /** Ends {@link #stall}: what was held passes. */
  public void release() {
    synchronized (gate) {
      stalled = false;
      gate.notifyAll();
    }
  }

  /**
   * Bytes in this direction vanish, in the middle of whatever they belong to. A connection makes no
   * sense any more after {@code swallow(…, false)}: {@link #cut} it.
   */
  public void swallow(Direction direction, boolean on) {
    if (on) {
      swallowed.add(direction);
    } else {
      swallowed.remove(direction);
    }
  }

  /** Every chunk waits this long before it passes, one after the other. */
  public void delay(Duration each) {
    delay = each;
  }

  /** Lets this many bytes pass to the server, over all connections, then cuts, once. */
  public void cutAfter(long bytes) {
    untilCut.set(bytes);
  }

  @Override
  public void close() {
    release();
    down();
  }

  private ServerSocket listen() {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      Thread.ofVirtual().name("link-accept").start(() -> accept(socket));
      return socket;
    } catch (IOException e) {
      throw new PartFailure("the link cannot listen on port " + port, e);
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        var client = socket.accept();
        Thread.ofVirtual().name("link").start(() -> serve(client, socket));
      } catch (SocketException closed) {
        if (!socket.isClosed()) {
          throw new PartFailure("the link no longer accepts connections", closed);
        }
      } catch (IOException e) {
        throw new PartFailure("the link no longer accepts connections", e);
      }
    }
  }

  private void serve(Socket client, ServerSocket acceptedBy) {
    var server = new Socket();
    open.add(client);
    open.add(server);
    try {
      if (acceptedBy.isClosed()) {
        // Accepted in the moment of down(), which did not know of it.
        return;
      }
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(serverHost, serverPort), CONNECT_MILLIS);
      var back =
          Thread.ofVirtual()
              .name("link-back")
              .start(() -> pump(server, client, Direction.TO_CLIENT));
      pump(client, server, Direction.TO_SERVER);
      back.join();
    } catch (IOException | InterruptedException serverAway) {
      // The client sees what it would see without us: a connection that is reset.
    } finally {
      reset(client);
      reset(server);
      open.remove(client);
      open.remove(server);
    }
  }

  /** Returns at the end of the stream, or with both sockets reset. */
  private void pump(Socket from, Socket to, Direction direction) {
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int length = in.read(chunk); length > 0; length = in.read(chunk)) {
        Thread.sleep(delay);
        awaitRelease();
        if (swallowed.contains(direction)) {
          continue;
        }
        int passing = direction == Direction.TO_SERVER ? take(length) : length;
        out.write(chunk, 0, passing);
        if (passing < length) {
          cut();
          return;
        }
      }
      to.shutdownOutput();
    } catch (IOException | InterruptedException broken) {
      reset(from);
      reset(to);
    }
  }

  private void awaitRelease() throws InterruptedException {
    synchronized (gate) {
      while (stalled) {
        gate.wait();
      }
    }
  }

  /** How many of {@code length} bytes may still pass before the cut that {@link #cutAfter} set. */
  private int take(int length) {
    long before = untilCut.getAndUpdate(left -> left == NEVER ? NEVER : Math.max(0, left - length));
    return (int) Math.min(before, length);
  }

  /** RST, so that the other side knows at once. */
  private static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    } catch (IOException alreadyGone) {
      // It is as dead as it was to be.
    }
  }
}

package org.safeandaway.simulator.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.safeandaway.simulator.parts.TcpProxy.Direction;

/** Each fault, seen by a client of a server that sends back what it gets. */
class TcpProxyTest {
  private ServerSocket echo;
  private TcpProxy link;

  @BeforeEach
  void startAnEchoBehindTheLink() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
    link = new TcpProxy("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    link.close();
    echo.close();
  }

  @Test
  void passesBothWays() throws IOException {
    try (var client = connect()) {
      assertThat(echoOf(client, "hello")).isEqualTo("hello");
    }
  }

  @Test
  void cutResetsAndServesAgain() throws IOException {
    try (var client = connect()) {
      echoOf(client, "hello");
      link.cut();
      assertThatThrownBy(() -> echoOf(client, "lost")).isInstanceOf(IOException.class);
    }
    try (var client = connect()) {
      assertThat(echoOf(client, "again")).isEqualTo("again");
    }
  }

  @Test
  void downRefusesUntilUpAtTheSamePort() throws IOException {
    int port = link.port();
    try (var client = connect()) {
      echoOf(client, "hello");
      link.down();
      assertThatThrownBy(() -> echoOf(client, "lost")).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);

    link.up();
    assertThat(link.port()).isEqualTo(port);
    try (var client = connect()) {
      assertThat(echoOf(client, "back")).isEqualTo("back");
    }
  }

  @Test
  void stallHoldsAndReleaseLetsPass() throws IOException {
    try (var client = connect()) {
      link.stall();
      client.setSoTimeout(200);
      assertThatThrownBy(() -> echoOf(client, "late")).isInstanceOf(SocketTimeoutException.class);
      link.release();
      client.setSoTimeout(5_000);
      assertThat(read(client, 4)).isEqualTo("late");
    }
  }

  @Test
  void swallowLosesOneDirection() throws IOException {
    try (var client = connect()) {
      link.swallow(Direction.TO_CLIENT, true);
      client.setSoTimeout(200);
      assertThatThrownBy(() -> echoOf(client, "gone")).isInstanceOf(SocketTimeoutException.class);
      link.swallow(Direction.TO_CLIENT, false);
      client.setSoTimeout(5_000);
      assertThat(echoOf(client, "next")).isEqualTo("next");
    }
  }

  @Test
  void delayHoldsEveryChunkUp() throws IOException {
    try (var client = connect()) {
      link.delay(Duration.ofMillis(100));
      long start = System.nanoTime();
      echoOf(client, "slow");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }
  }

  @Test
  void cutAfterBreaksInTheMiddleOnce() throws IOException {
    try (var client = connect()) {
      link.cutAfter(3);
      assertThatThrownBy(() -> echoOf(client, "broken")).isInstanceOf(IOException.class);
    }
    try (var client = connect()) {
      assertThat(echoOf(client, "whole")).isEqualTo("whole");
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket();
    socket.connect(new InetSocketAddress(link.host(), link.port()), 2_000);
    socket.setSoTimeout(5_000);
    return socket;
  }

  private static String echoOf(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes());
    return read(client, text.length());
  }

  private static String read(Socket client, int length) throws IOException {
    byte[] bytes = client.getInputStream().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("only " + bytes.length + " of " + length);
    }
    return new String(bytes);
  }

  private void acceptAll() {
    while (!echo.isClosed()) {
      try {
        var client = echo.accept();
        Thread.ofVirtual().start(() -> sendBack(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void sendBack(Socket client) {
    try (client) {
      client.getInputStream().transferTo(client.getOutputStream());
    } catch (IOException clientGone) {
      // The client's side of the test says what it saw.
    }
  }
}

package org.safeandaway.device.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;

/**
 * Plain sockets of which the last one can be cut as by a power failure: without a farewell, and
 * without sending what still waits in the socket. After the cut no more are made.
 */
final class CuttableSockets extends SocketFactory {
  private final AtomicReference<Socket> last = new AtomicReference<>();

  private volatile boolean dead;

  /** Resets the last connection made. */
  void cut() throws IOException {
    dead = true;
    Socket socket = last.getAndSet(null);
    if (socket != null && !socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    return remember(new Socket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return remember(new Socket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return remember(new Socket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return remember(new Socket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return remember(new Socket(host, port, local, localPort));
  }

  private Socket remember(Socket socket) throws IOException {
    last.set(socket);
    if (dead) {
      socket.close();
      throw new IOException("the power is cut");
    }
    return socket;
  }
}

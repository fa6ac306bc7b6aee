package org.safeandaway.hub.notify.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A mail server that says what it is told to. It is there for what GreenMail cannot do: STARTTLS,
 * and each way of refusing.
 */
final class ScriptedMailServer implements AutoCloseable {
  /** In a reply: nothing is said, and the connection stays open. */
  static final String SILENCE = "";

  private static final Map<String, String> USUAL =
      Map.of(
          "GREETING", "220 scripted",
          "EHLO", "250-scripted\r\n250 AUTH PLAIN LOGIN",
          "AUTH", "235 2.7.0 welcome",
          "MAIL", "250 ok",
          "RCPT", "250 ok",
          "DATA", "354 go on",
          ".", "250 2.0.0 taken",
          "RSET", "250 ok",
          "QUIT", "221 bye");

  private final ServerSocket socket;
  private final SSLSocketFactory tls;
  private final Map<String, String> replies;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicBoolean encrypted = new AtomicBoolean();

  /**
   * @param tls by which it proves who it is; used when its reply to STARTTLS is a 220
   * @param replies by the command's first word; the usual ones where none is given
   */
  ScriptedMailServer(SSLSocketFactory tls, Map<String, String> replies) throws IOException {
    this.tls = tls;
    this.replies = replies;
    this.socket = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Every line that came, with a lock before those that came encrypted. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        encrypted.set(false);
        say(client, reply("GREETING"));
        talk(client);
      } catch (IOException e) {
        // The client went, or the test is over; a test that wanted more fails by what was heard.
        heard.add("(gone)");
      }
    }
  }

  private void talk(Socket client) throws IOException {
    BufferedReader lines = reader(client);
    boolean inMessage = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      heard.add((encrypted.get() ? "🔒" : "") + line);
      if (inMessage && !line.equals(".")) {
        continue;
      }
      String word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
      String reply = reply(word);
      if (!reply.equals(SILENCE)) {
        say(client, reply);
      }
      if (word.equals("STARTTLS") && reply.startsWith("220")) {
        talk(encrypted(client));
        return;
      }
      inMessage = word.equals("DATA") && reply.startsWith("354");
    }
  }

  private Socket encrypted(Socket client) throws IOException {
    SSLSocket secure =
        (SSLSocket)
            tls.createSocket(
                client, client.getInetAddress().getHostAddress(), client.getPort(), true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    encrypted.set(true);
    return secure;
  }

  private String reply(String word) {
    String usual = USUAL.getOrDefault(word, "500 not known");
    String reply = replies.getOrDefault(word, usual);
    boolean offers = word.equals("EHLO") && replies.containsKey("STARTTLS") && !encrypted.get();
    return offers ? "250-scripted\r\n250 STARTTLS" : reply;
  }

  private static BufferedReader reader(Socket client) throws IOException {
    return new BufferedReader(
        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void say(Socket client, String reply) throws IOException {
    client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package org.safeandaway.hub.uplink;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.internal.NetworkModule;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Paho's client, kept from a trap of its own (1.2.5, seen in a test).
 *
 * <p>While it connects, a thread {@code MQTT Con} starts the receiver, the sender and the callback
 * one after the other, and looks every 100 ms whether each is running <em>now</em>. One that has
 * started and stopped between two looks is waited for <em>for ever</em>. That takes no more than a
 * peer that accepts a connection and closes it at once, as anything in front of a broker that is
 * down does; each attempt then costs a thread, and the attempts do not end.
 *
 * <p>So nothing may fail or be stopped before all three run. They do when the first byte is
 * written, which is the CONNECT. Until then failing reads are held back here, and {@link
 * #awaitBegun} holds back whoever wants to close.
 *
 * <p>The wearable has the same class: neither end may depend on the other, and what both depend on
 * knows nothing of Paho.
 */
final class PatientClient extends MqttAsyncClient {
  private static final Duration BEGIN_LIMIT = Duration.ofSeconds(2);
  private final CountDownLatch begun = new CountDownLatch(1);

  PatientClient(String uri, String clientId) throws MqttException {
    super(uri, clientId, new MemoryPersistence());
  }

  /** Waits until Paho's threads run, or cannot run any more; a limited time. */
  void awaitBegun() throws InterruptedException {
    begun.await(BEGIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected NetworkModule[] createNetworkModules(String address, MqttConnectOptions options)
      throws MqttException {
    NetworkModule[] modules = super.createNetworkModules(address, options);
    return Arrays.stream(modules).map(PatientModule::new).toArray(NetworkModule[]::new);
  }

  /** A way to the broker whose failures wait for Paho. */
  private final class PatientModule implements NetworkModule {
    private final NetworkModule module;

    PatientModule(NetworkModule module) {
      this.module = module;
    }

    @Override
    public void start() throws IOException, MqttException {
      boolean started = false;
      try {
        module.start();
        started = true;
      } finally {
        if (!started) {
          begun.countDown();
        }
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new PatientInput(module.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new BeginningOutput(module.getOutputStream());
    }

    @Override
    public void stop() throws IOException {
      module.stop();
    }

    @Override
    public String getServerURI() {
      return module.getServerURI();
    }
  }

  /** Says that all has begun with the first byte it is given. */
  private final class BeginningOutput extends FilterOutputStream {
    BeginningOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int oneByte) throws IOException {
      begun.countDown();
      out.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begun.countDown();
      out.write(bytes, offset, length);
    }
  }

  /** Holds back its end and its failures until all has begun. */
  private final class PatientInput extends FilterInputStream {
    PatientInput(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      return patiently(() -> in.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return patiently(() -> in.read(bytes, offset, length));
    }

    @Override
    public int available() throws IOException {
      return patiently(() -> in.available());
    }

    private int patiently(Reading reading) throws IOException {
      boolean good = false;
      try {
        int result = reading.read();
        good = result >= 0;
        return result;
      } finally {
        if (!good) {
          waitForBeginning();
        }
      }
    }

    private void waitForBeginning() throws InterruptedIOException {
      try {
        awaitBegun();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted before the connection had begun");
      }
    }
  }

  /** One reading of a stream. */
  private interface Reading {
    int read() throws IOException;
  }
}

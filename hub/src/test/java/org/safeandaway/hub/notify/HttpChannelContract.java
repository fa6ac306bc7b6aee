package org.safeandaway.hub.notify;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract for channels whose provider is asked over HTTP; WireMock plays the provider. */
public abstract class HttpChannelContract extends ChannelContract {
  private static final int FOR_EVER_MS = 60_000;

  protected static final WireMockServer STUB =
      new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());

  @BeforeAll
  static void startTheStub() {
    STUB.start();
  }

  @AfterAll
  static void stopTheStub() {
    STUB.stop();
  }

  @BeforeEach
  void forget() {
    STUB.resetAll();
  }

  /** The channel for a provider at this address, of the form {@code http://127.0.0.1:1234}. */
  protected abstract Channel channel(URI address, Duration limit);

  /** What the provider answers, as it documents it. Never for HANGS and IS_DOWN. */
  protected abstract ResponseDefinitionBuilder answer(Provider provider);

  @Override
  protected final Channel channel(Provider provider, Duration limit) {
    return switch (provider) {
      case IS_DOWN -> channel(URI.create("http://127.0.0.1:" + closedPort()), limit);
      case HANGS -> {
        ResponseDefinitionBuilder late = answer(Provider.TAKES_IT).withFixedDelay(FOR_EVER_MS);
        yield stubbed(late, limit);
      }
      case TAKES_IT, IS_BROKEN, HAS_TOO_MANY, REFUSES_IT -> stubbed(answer(provider), limit);
    };
  }

  /** The channel, with a provider that answers this to whatever it is asked. */
  protected final Channel stubbed(ResponseDefinitionBuilder answer, Duration limit) {
    STUB.stubFor(any(anyUrl()).willReturn(answer));
    return channel(URI.create(STUB.baseUrl()), limit);
  }

  /** The last request that the provider got. */
  protected static LoggedRequest asked() {
    return STUB.getAllServeEvents().stream()
        .findFirst()
        .map(event -> LoggedRequest.createFrom(event.getRequest()))
        .orElseThrow(() -> new AssertionError("the provider was not asked"));
  }

  private static int closedPort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}

package org.safeandaway.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A key and a certificate that vouches for itself, for a broker on the loopback address. */
record Certificates(Path certificate, Path key) {
  private static final String SECRET = "only-for-a-test";

  static Certificates made() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "certificates");
      Path store = folder.resolve("store.p12");
      generate(store);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, SECRET.toCharArray());
      }
      byte[] key = keys.getKey("broker", SECRET.toCharArray()).getEncoded();
      byte[] certificate = keys.getCertificate("broker").getEncoded();
      return new Certificates(
          pem(folder.resolve("broker.crt"), "CERTIFICATE", certificate),
          pem(folder.resolve("broker.key"), "PRIVATE KEY", key));
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void generate(Path store) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-ext",
                "BC=ca:true",
                "-keystore",
                store.toString(),
                "-storepass",
                SECRET)
            .inheritIO()
            .start();
    if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
  }

  private static Path pem(Path file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file,
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n",
        StandardCharsets.US_ASCII);
  }
}

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven distribution (a zip), verifies it and unpacks it into the wrapper's cache.
 *
 * <p>Run as a single source file by {@code mvnw} and {@code mvnw.cmd}, so that a machine needs only a JDK, and neither
 * curl nor unzip. Arguments: URL, SHA-512 in hex, the directory to create. The exit code is 0 if the directory exists
 * afterwards, otherwise 1 with one line on standard error.
 */
public final class InstallMaven {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

    private InstallMaven() {}

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            fail("InstallMaven needs an address, a SHA-512 and a directory.");
        }
        URI address = URI.create(arguments[0]);
        String expectedSha512 = arguments[1].strip();
        Path home = Path.of(arguments[2]).toAbsolutePath();
        try {
            System.err.println("Downloading Maven from " + address);
            install(address, expectedSha512, home);
        } catch (IOException failure) {
            fail("Maven could not be installed from " + address + ": " + failure
                    + System.lineSeparator()
                    + "Put a Maven of 3.8.6 or newer on the PATH, or name a mirror in MAVEN_DISTRIBUTION_URL.");
        }
    }

    private static void install(URI address, String expectedSha512, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        // Next to the target, because only a move within one file system is atomic; unique, because of concurrent runs.
        Path scratch = Files.createTempDirectory(home.getParent(), ".installing-");
        try {
            Path archive = scratch.resolve("maven.zip");
            String actualSha512 = download(address, archive);
            if (!actualSha512.equalsIgnoreCase(expectedSha512)) {
                throw new IOException(
                        "its SHA-512 is " + actualSha512 + ", not the expected " + expectedSha512 + "; nothing was unpacked");
            }
            Path unpacked = scratch.resolve("unpacked");
            unpack(archive, unpacked);
            publish(onlyChildOf(unpacked), home);
        } finally {
            delete(scratch);
        }
    }

    private static String download(URI address, Path archive) throws IOException {
        MessageDigest sha512 = sha512();
        URLConnection connection = address.toURL().openConnection();
        connection.setConnectTimeout((int) CONNECT_TIMEOUT.toMillis());
        connection.setReadTimeout((int) READ_TIMEOUT.toMillis());
        try (InputStream body = new DigestInputStream(connection.getInputStream(), sha512);
                OutputStream file = Files.newOutputStream(archive)) {
            body.transferTo(file);
        }
        StringBuilder hex = new StringBuilder();
        for (byte value : sha512.digest()) {
            hex.append(String.format("%02x", value));
        }
        return hex.toString();
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-512", impossible);
        }
    }

    private static void unpack(Path archive, Path into) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("the archive has an entry outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
                // java.util.zip does not expose file modes, and only the commands need one.
                if (file.getParent().endsWith("bin")) {
                    file.toFile().setExecutable(true, false);
                }
            }
        }
    }

    private static Path onlyChildOf(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("the archive is empty or no zip");
        }
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> found = children.toList();
            if (found.size() != 1 || !Files.isRegularFile(found.get(0).resolve("bin").resolve("mvn"))) {
                throw new IOException("the archive holds no Maven");
            }
            return found.get(0);
        }
    }

    /** Publishes the directory atomically; if another process was first, its copy is kept. */
    private static void publish(Path unpacked, Path home) throws IOException {
        try {
            Files.move(unpacked, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            throw unsupported;
        } catch (FileSystemException taken) {
            if (!Files.isDirectory(home)) {
                throw taken;
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void fail(String message) {
        System.err.println(message);
        System.exit(1);
    }
}

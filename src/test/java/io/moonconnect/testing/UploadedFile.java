package io.moonconnect.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A file that a customer's browser puts to MoonPay's upload URL. The JDK's client leaves the media type as it is. */
public final class UploadedFile {

    private static final byte[] CONTENT = {1, 2, 3};

    private UploadedFile() {}

    public static HttpResponse<String> put(String url, String mediaType) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", mediaType)
                .PUT(BodyPublishers.ofByteArray(CONTENT))
                .build();
        try {
            return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

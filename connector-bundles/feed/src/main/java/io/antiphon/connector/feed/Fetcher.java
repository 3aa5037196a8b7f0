package io.antiphon.connector.feed;

import io.antiphon.spi.Received;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Fetches an address if it has changed, within limits of time and size. */
final class Fetcher {

    static final int OK = 200;
    static final int NOT_MODIFIED = 304;

    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Fetcher(URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /**
     * What came back.
     *
     * @param received the body; empty unless the status is 200
     * @param etag its entity tag; empty if there is none
     * @param lastModified when it changed, as the far end writes it; empty if unknown
     * @param retryAfter the header of that name; empty if there is none
     */
    record Answer(int status, Received received, String etag, String lastModified, String retryAfter) {}

    /**
     * Fetches.
     *
     * @param etag of what is known already; empty if nothing is
     * @param lastModified of what is known already; empty if nothing is
     */
    Answer fetch(String etag, String lastModified) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("User-Agent", "Antiphon/0.1 (feed reader)")
                .header("Accept", "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5")
                .header("Accept-Encoding", "gzip");
        if (!etag.isEmpty()) {
            request.header("If-None-Match", etag);
        }
        if (!lastModified.isEmpty()) {
            request.header("If-Modified-Since", lastModified);
        }
        HttpResponse<InputStream> response = send(request.build());
        HttpHeaders headers = response.headers();
        try (InputStream body = response.body()) {
            byte[] bytes = response.statusCode() == OK ? read(body, first(headers, "content-encoding")) : new byte[0];
            Map<String, String> kept = new HashMap<>();
            headers.firstValue("content-type").ifPresent(type -> kept.put("content-type", type));
            return new Answer(
                    response.statusCode(),
                    new Received(bytes, kept, address.toString()),
                    first(headers, "etag"),
                    first(headers, "last-modified"),
                    first(headers, "retry-after"));
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            IOException told = new IOException(address + " cannot be reached: " + reason(e));
            told.addSuppressed(e);
            throw told;
        }
    }

    private static String reason(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "nobody knows its host";
            }
        }
        if (failure instanceof HttpTimeoutException) {
            return "it does not answer in time";
        }
        if (failure instanceof ConnectException) {
            return "nothing takes the connection";
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static String first(HttpHeaders headers, String name) {
        return headers.firstValue(name).orElse("");
    }

    private byte[] read(InputStream body, String encoding) throws IOException {
        try (InputStream plain = encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(body) : body) {
            byte[] bytes = plain.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(address + " is larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        }
    }
}

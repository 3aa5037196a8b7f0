package io.antiphon.connector.webhookout;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts signed bodies to one address, within limits of time and size. Any thread, concurrently. */
final class Post {

    static final Duration LONGEST = Duration.ofSeconds(50);
    private static final int MOST_ANSWER_BYTES = 64 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Target target;
    private final Signer signer;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Post(Target target, Signer signer, Duration timeout, Clock clock) {
        this.target = target;
        this.signer = signer;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** The address, for a person. */
    String where() {
        return target.address().getScheme() + "://" + target.address().getRawAuthority();
    }

    Clock clock() {
        return clock;
    }

    /**
     * Posts and waits for the answer, of whose body no more is read than is of use.
     *
     * @throws IOException if there is none
     */
    HttpResponse<byte[]> send(String id, byte[] body) throws IOException, InterruptedException {
        target.requireAllowed();
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(target.address())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, */*;q=0.5")
                .header("User-Agent", "Antiphon/0.1 (webhook)")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signer.sign(id, seconds, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, response -> new Beginning(MOST_ANSWER_BYTES));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(where() + " did not answer within " + timeout.toMillis() / 1000.0 + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(where() + " cannot be reached: " + reason(cause), cause);
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}

package io.antiphon.routes;

import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.Outcome;
import io.antiphon.spi.Received;
import io.antiphon.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/** Exchanges as what was received. */
final class Exchanges {

    static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final Duration LATER = Duration.ofMinutes(1);

    private Exchanges() {}

    static Received received(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, value) -> {
            String text = text(value);
            if (text != null) {
                headers.put(name, text);
            }
        });
        String charset = exchange.getProperty(Exchange.CHARSET_NAME, String.class);
        if (charset != null) {
            headers.putIfAbsent("charset", charset);
        }
        return new Received(bytes(exchange, message.getBody()), headers, origin(exchange));
    }

    /**
     * What became of an action that was sent: done, unless the header {@code antiphon.outcome} says {@code refused} or
     * {@code later}.
     *
     * @throws Exception what failed on the way
     */
    static Outcome outcome(Exchange exchange) throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        Message message = exchange.getMessage();
        String said = header(message, "outcome");
        return switch (said) {
            case "", "done" -> new Outcome.Done(header(message, "reference"));
            case "refused" -> new Outcome.Refused(header(message, "reason"));
            case "later" -> new Outcome.Later(delay(header(message, "delay")));
            default ->
                new Outcome.Unsure(
                        "The route set 'antiphon.outcome' to '" + said + "'; it may be done, refused or later.");
        };
    }

    private static Duration delay(String text) {
        try {
            return text.isEmpty()
                    ? LATER
                    : Settings.of(Map.of("antiphon.delay", text)).duration("antiphon.delay");
        } catch (AntiphonException e) {
            return LATER;
        }
    }

    private static String header(Message message, String name) {
        String text = text(message.getHeader(RouteBody.PREFIX + name));
        return text == null ? "" : text;
    }

    private static byte[] bytes(Exchange exchange, @Nullable Object body) throws IOException {
        if (body == null) {
            return new byte[0];
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (body instanceof StreamCache cache) {
            cache.reset();
        }
        if (body instanceof InputStream || body instanceof WrappedFile<?>) {
            try (InputStream in =
                    exchange.getContext().getTypeConverter().mandatoryConvertTo(InputStream.class, exchange, body)) {
                return bounded(in);
            } catch (org.apache.camel.NoTypeConversionAvailableException e) {
                throw new IOException("The body cannot be read as bytes", e);
            }
        }
        byte[] converted = exchange.getContext().getTypeConverter().convertTo(byte[].class, exchange, body);
        return converted != null ? converted : body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bounded(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new AntiphonException(
                    AntiphonException.Code.TOO_LARGE,
                    "A body of more than " + MOST_BYTES / 1024 / 1024
                            + " MB cannot be one exchange; split it in the route, or use a connector that streams");
        }
        return bytes;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Instant) {
            return value.toString();
        }
        return value instanceof Date date ? date.toInstant().toString() : null;
    }

    /** Stable over redeliveries, so that what cannot be read is kept once. */
    private static String origin(Exchange exchange) {
        Endpoint from = exchange.getFromEndpoint();
        String uri = from == null ? "" : URISupport.sanitizeUri(from.getEndpointBaseUri());
        String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
        return file == null ? uri : uri + "/" + file;
    }
}

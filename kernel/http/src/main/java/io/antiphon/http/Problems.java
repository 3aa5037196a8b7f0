package io.antiphon.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.antiphon.spi.AntiphonException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what went wrong as problem+json. Only what nobody expected is logged, under an id that the answer names. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SHOWN = 80;

    void answer(Exchange exchange, Throwable failure) throws IOException {
        HttpServletResponse response = exchange.response();
        if (response.isCommitted() && failure instanceof IOException) {
            return; // who asked has gone
        }
        Refusal refusal = refusal(exchange, failure);
        if (response.isCommitted() || exchange.request().isAsyncStarted()) {
            throw new IOException("The answer broke off: " + refusal.detail());
        }
        String allow = response.getHeader("Allow");
        response.resetBuffer();
        response.setContentLength(-1);
        refusal.headers().forEach(response::setHeader);
        if (allow != null) {
            response.setHeader("Allow", allow);
        }
        exchange.json(refusal.status(), "application/problem+json", json -> write(json, exchange.path(), refusal));
    }

    /** The status that a failure is answered with. */
    static int status(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.status();
        }
        return failure instanceof AntiphonException known ? FrontDoor.status(known.code()) : 500;
    }

    private static Refusal refusal(Exchange exchange, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (failure instanceof AntiphonException known && known.code() != AntiphonException.Code.BROKEN) {
            int status = FrontDoor.status(known.code());
            String detail = sentence(String.valueOf(known.getMessage()));
            boolean passes = status == 429 || status == 503;
            if (status == 401) {
                return Refusal.of(status, detail).header("WWW-Authenticate", "Signature");
            }
            return passes ? Refusal.later(status, detail, known.retryAfter()) : Refusal.of(status, detail);
        }
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        LOG.error("{} {} failed [{}]", exchange.request().getMethod(), shown(exchange.path()), id, failure);
        return Refusal.of(500, "Something of ours is broken; the log tells more under [" + id + "].");
    }

    private static void write(JsonGenerator json, String path, Refusal refusal) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "about:blank");
        json.writeStringField("title", title(refusal.status()));
        json.writeNumberField("status", refusal.status());
        Json.field(json, "detail", refusal.detail());
        Json.field(json, "instance", shown(path));
        if (!refusal.faults().isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (Refusal.Fault fault : refusal.faults()) {
                json.writeStartObject();
                Json.field(json, "pointer", fault.pointer());
                Json.field(json, "detail", fault.detail());
                if (!fault.remedy().isEmpty()) {
                    Json.field(json, "remedy", fault.remedy());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Foreign text made fit to be shown: bounded, without control characters. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        String cut = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        cut.codePoints().map(c -> Character.isISOControl(c) ? '·' : c).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static String sentence(String message) {
        return message.endsWith(".") || message.endsWith("!") || message.endsWith("?") ? message : message + ".";
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 408 -> "Request timeout";
            case 409 -> "Conflict";
            case 413 -> "Content too large";
            case 415 -> "Unsupported media type";
            case 421 -> "Misdirected request";
            case 422 -> "Unprocessable content";
            case 429 -> "Too many requests";
            case 503 -> "Service unavailable";
            default -> status < 500 ? "Refused" : "Internal error";
        };
    }
}

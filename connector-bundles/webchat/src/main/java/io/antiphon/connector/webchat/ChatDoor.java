package io.antiphon.connector.webchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.spi.AntiphonException;
import io.antiphon.spi.AntiphonException.Code;
import io.antiphon.spi.Intake;
import io.antiphon.spi.Request;
import io.antiphon.spi.Response;
import io.antiphon.spi.Settings;
import io.antiphon.spi.Source;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What answers visitors' windows. */
final class ChatDoor implements Source.Door {

    private static final int MOST_BODY = 16 << 10;

    private final Settings settings;
    private final Chats chats;
    private final Origins origins;
    private final Hearing hearing;
    private final Housekeeping housekeeping;
    private final @Nullable IdentityTokens tokens;
    private final Pace sessions;

    ChatDoor(Settings settings, Chats chats, Intake intake, Clock clock) {
        this.settings = settings;
        this.chats = chats;
        this.origins = new Origins(settings.list("origins"));
        this.hearing = new Hearing(settings, intake, clock);
        this.housekeeping = new Housekeeping(settings.duration("retention"));
        this.tokens = settings.find("identity-secret")
                .map(secret -> new IdentityTokens(secret, clock))
                .orElse(null);
        this.sessions = new Pace(100, Duration.ofMillis(50), clock);
    }

    @Override
    public Response answer(Request request) throws IOException {
        if (request.method().equals("OPTIONS")) {
            return new Response(204, origins.preflight(request), "");
        }
        if (request.parameter("path").equals("widget.js") && request.method().equals("GET")) {
            return Widget.answer(request);
        }
        Map<String, String> headers = origins.headers(request);
        try {
            origins.admit(request);
            return asked(request, headers);
        } catch (AntiphonException e) {
            return Answers.refusal(e, headers);
        } catch (IllegalArgumentException e) {
            return Answers.refusal(new AntiphonException(Code.INVALID, String.valueOf(e.getMessage())), headers);
        }
    }

    private Response asked(Request request, Map<String, String> headers) throws IOException {
        if (request.body().length > MOST_BODY) {
            throw new AntiphonException(Code.TOO_LARGE, "The body is larger than " + MOST_BODY + " bytes");
        }
        Chat chat = chats.of(request.parameter("connection"));
        housekeeping.look(chat);
        return switch (request.method() + " " + request.parameter("path")) {
            case "GET config" -> Answers.json(200, Looks.json(settings), headers);
            case "POST session" -> session(request, chat, headers);
            case "POST messages" -> message(request, chat, headers);
            case "POST identify" -> identify(request, chat, headers);
            case "GET events" -> events(request, chat, headers);
            case "GET transcript" -> transcript(request, chat, headers);
            default ->
                throw new AntiphonException(
                        Code.NOT_FOUND,
                        "There is nothing there; a chat has widget.js, config, session, messages, events, identify"
                                + " and transcript");
        };
    }

    private Response session(Request request, Chat chat, Map<String, String> headers) {
        Visitors.Visitor visitor = chat.visitors().of(request).orElse(null);
        if (visitor == null) {
            sessions.take("");
            visitor = chat.visitors().create();
        }
        return Answers.json(200, json(visitor), headers);
    }

    private static ObjectNode json(Visitors.Visitor visitor) {
        return Json.object().put("visitor", visitor.id()).put("token", visitor.token());
    }

    private Response message(Request request, Chat chat, Map<String, String> headers) throws IOException {
        String visitor = chat.visitors().need(request).id();
        long number = hearing.hear(chat, visitor, Json.object(request.body()));
        return Answers.json(202, Json.object().put("n", number), headers);
    }

    private Response identify(Request request, Chat chat, Map<String, String> headers) throws IOException {
        Visitors.Visitor visitor = chat.visitors().need(request);
        IdentityTokens known = tokens;
        if (known == null) {
            throw new AntiphonException(
                    Code.NOT_FOUND, "This chat has no 'identity-secret', so nobody can sign in to it");
        }
        IdentityTokens.Claims claims = known.read(Json.text(Json.object(request.body()), "token"));
        chat.admit(visitor.id());
        chat.nonces().use(claims.nonce(), visitor.id(), claims.until());
        Visitors.Visitor now = visitor;
        while (!chat.identify(now.id(), claims.person())) {
            now = chat.visitors().create(); // what somebody else said is not shown to who signs in after them
        }
        return Answers.json(200, json(now), headers);
    }

    private Response events(Request request, Chat chat, Map<String, String> headers) {
        String visitor = chat.visitors().need(request).id();
        Long after = request.header("last-event-id")
                .filter(id -> id.matches("\\d{1,15}"))
                .map(Long::valueOf)
                .orElse(null);
        if (chat.listeners(visitor) >= Chat.MOST_STREAMS) {
            throw AntiphonException.busy("Too many windows listen already", Duration.ofSeconds(10));
        }
        return new Response(
                200,
                headers,
                Response.events(stream -> chat.listen(visitor, after, stream)).body());
    }

    private Response transcript(Request request, Chat chat, Map<String, String> headers) throws IOException {
        String visitor = chat.visitors().need(request).id();
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-disposition", "attachment; filename=\"chat.txt\"");
        return Answers.text(200, "text/plain;charset=utf-8", Transcript.of(chat.read(visitor), settings), all);
    }

    @Override
    public void close() {
        housekeeping.close();
    }
}

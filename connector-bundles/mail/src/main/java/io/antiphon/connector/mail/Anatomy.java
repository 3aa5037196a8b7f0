package io.antiphon.connector.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * A mail taken apart, within limits.
 *
 * @param fields the header of the whole
 * @param type the media type of the whole, in lower case
 * @param parts its leaves in order
 */
record Anatomy(Fields fields, String type, List<Part> parts) {

    private static final int MOST_CONTENT = 4 << 20;
    private static final int BUFFER = 16 << 10;

    static Anatomy of(byte[] mail, Limits limits) throws UnreadableMailException {
        try {
            return new Dissection(limits).run(mail);
        } catch (MaxHeaderLimitException | MaxLineLimitException e) {
            throw new UnreadableMailException("A header is longer than " + limits.field() + " bytes or has more than "
                    + limits.fields() + " fields");
        } catch (MimeException | IOException e) {
            throw new UnreadableMailException("It is no mail as RFC 5322 and MIME write them: " + e.getMessage());
        }
    }

    /** One pass over the bytes. */
    private static final class Dissection {

        private final Limits limits;
        private final List<Part> parts = new ArrayList<>();
        private final Deque<String> around = new ArrayDeque<>();
        private Fields current = new Fields();
        private Fields whole = new Fields();
        private String type = "";

        Dissection(Limits limits) {
            this.limits = limits;
        }

        Anatomy run(byte[] mail) throws MimeException, IOException, UnreadableMailException {
            MimeTokenStream tokens = new MimeTokenStream(MimeConfig.custom()
                    .setMaxHeaderCount(limits.fields())
                    .setMaxHeaderLen(limits.field())
                    .setMaxLineLen(-1)
                    .setMaxContentLen(-1)
                    .build());
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
            tokens.parse(new ByteArrayInputStream(mail));
            whole = current;
            int headers = 0;
            while (tokens.getState() != EntityState.T_END_OF_STREAM) {
                switch (tokens.getState()) {
                    case T_START_HEADER -> {
                        current = new Fields();
                        whole = headers++ == 0 ? current : whole;
                        bound(headers, limits.parts() * 2, "parts");
                    }
                    case T_FIELD -> add(tokens.getField());
                    case T_START_MULTIPART -> open(tokens.getBodyDescriptor());
                    case T_END_MULTIPART -> around.poll();
                    case T_BODY -> leaf(tokens);
                    default -> {}
                }
                tokens.next();
            }
            return new Anatomy(whole, type, List.copyOf(parts));
        }

        private void add(Field field) {
            if (field.getRaw() != null) {
                current.add(field.getName(), field.getRaw().toByteArray());
            }
        }

        private void open(BodyDescriptor body) throws UnreadableMailException {
            type = type.isEmpty() ? body.getMimeType().toLowerCase(Locale.ROOT) : type;
            around.push(body.getMimeType().toLowerCase(Locale.ROOT));
            bound(around.size(), limits.depth(), "levels of nested parts");
        }

        private void leaf(MimeTokenStream tokens) throws IOException, UnreadableMailException {
            bound(parts.size() + 1, limits.parts(), "parts");
            String leafType = tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
            type = type.isEmpty() ? leafType : type;
            boolean isKept = leafType.startsWith("text/") || leafType.startsWith("message/");
            ByteArrayOutputStream kept = new ByteArrayOutputStream();
            MessageDigest digest = Hash.sha256();
            byte[] buffer = new byte[BUFFER];
            long size = 0;
            boolean isCut = false;
            try (InputStream in = tokens.getDecodedInputStream()) {
                int read;
                while ((read = in.read(buffer)) >= 0) {
                    digest.update(buffer, 0, read);
                    size += read;
                    int room = isKept ? Math.min(read, MOST_CONTENT - kept.size()) : 0;
                    kept.write(buffer, 0, room);
                    isCut |= isKept && room < read;
                }
            }
            String within = around.isEmpty() ? "" : around.getFirst();
            String hash = HexFormat.of().formatHex(digest.digest());
            parts.add(new Part(current, leafType, within, kept.toByteArray(), isCut, size, hash));
        }

        private static void bound(int count, int most, String what) throws UnreadableMailException {
            if (count > most) {
                throw new UnreadableMailException("It has more than " + most + " " + what);
            }
        }
    }
}

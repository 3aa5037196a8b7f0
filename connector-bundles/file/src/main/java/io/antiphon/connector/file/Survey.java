package io.antiphon.connector.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What one look over all bytes of a file tells.
 *
 * @param hash the first 16 hexadecimal digits of the content's SHA-256
 * @param size in bytes
 * @param charset how its characters are written
 * @param mark how many bytes its byte order mark takes
 * @param isGuess whether the charset is taken because nothing better fits
 */
record Survey(String hash, long size, Charset charset, int mark, boolean isGuess) {

    private static final int BUFFER = 1 << 16;
    private static final int HASH_BYTES = 8;

    static Survey of(Path file, String encoding) throws IOException {
        MessageDigest digest = sha256();
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        CharBuffer nowhere = CharBuffer.allocate(BUFFER);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        byte[] start = new byte[0];
        boolean isUtf8 = true;
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            int read;
            while ((read = in.read(bytes.array(), bytes.position(), bytes.remaining())) >= 0) {
                int from = bytes.position();
                digest.update(bytes.array(), from, read);
                start = size == 0 ? Arrays.copyOfRange(bytes.array(), from, from + Math.min(4, read)) : start;
                size += read;
                bytes.position(from + read).flip();
                isUtf8 = isUtf8 && isValid(utf8.decode(bytes, nowhere.clear(), false));
                if (isUtf8) {
                    bytes.compact();
                } else {
                    bytes.clear();
                }
            }
            isUtf8 = isUtf8 && isValid(utf8.decode(bytes.flip(), nowhere.clear(), true));
        }
        String hash = HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
        return of(hash, size, start, isUtf8, encoding);
    }

    private static boolean isValid(CoderResult result) {
        return !result.isError();
    }

    private static Survey of(String hash, long size, byte[] start, boolean isUtf8, String encoding) {
        Mark mark = Mark.at(start);
        if (!encoding.equals("auto")) {
            Charset charset = Charset.forName(encoding);
            boolean fits = mark.fits(charset);
            return new Survey(hash, size, fits ? mark.charset : charset, fits ? mark.length() : 0, false);
        }
        if (mark != Mark.NONE) {
            return new Survey(hash, size, mark.charset, mark.length(), false);
        }
        Charset charset = isUtf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
        return new Survey(hash, size, charset, 0, !isUtf8);
    }

    /** The byte order marks, longer ones first. */
    private enum Mark {
        UTF_32BE("UTF-32BE", "0000feff"),
        UTF_32LE("UTF-32LE", "fffe0000"),
        UTF_8("UTF-8", "efbbbf"),
        UTF_16BE("UTF-16BE", "feff"),
        UTF_16LE("UTF-16LE", "fffe"),
        NONE("UTF-8", "");

        private final Charset charset;
        private final String hex;

        Mark(String charset, String hex) {
            this.charset = Charset.forName(charset);
            this.hex = hex;
        }

        static Mark at(byte[] start) {
            String hex = HexFormat.of().formatHex(start);
            return Arrays.stream(values())
                    .filter(mark -> hex.startsWith(mark.hex))
                    .findFirst()
                    .orElse(NONE);
        }

        int length() {
            return hex.length() / 2;
        }

        /** Whether a charset's name, such as UTF-16, leaves it to this mark to say which it is. */
        boolean fits(Charset named) {
            return this != NONE && charset.name().startsWith(named.name());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}

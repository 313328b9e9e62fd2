package io.celesteos.search.reading;

import io.celesteos.search.reading.UnreadableFileException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.DefaultResourceCache;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;

/** PDF page by page: memory hardly grows with the number of pages (docs/search/formats.md has the figures). */
final class PdfReader implements FormatReader {

    private static final int CACHED_PAGES = 50;

    @Override
    public void read(Path file, BlockSink sink, int depth) throws IOException {
        try (var bytes = new RandomAccessReadBufferedFile(file);
                PDDocument pdf = Loader.loadPDF(bytes, IOUtils.createTempFileOnlyStreamCache())) {
            int pages = pdf.getNumberOfPages();
            if (pages == 0) {
                throw new UnreadableFileException(Reason.DAMAGED, "has no pages: it is damaged or cut short");
            }
            if (pages > sink.limits().pages()) {
                throw new UnreadableFileException(
                        Reason.TOO_LARGE,
                        "has " + pages + " pages, more than " + sink.limits().pages() + "; split it");
            }
            title(pdf, sink);
            PdfLines lines = new PdfLines();
            PageLayout layout = new PageLayout(sink);
            for (int page = 1; page <= pages; page++) {
                if (page % CACHED_PAGES == 1) {
                    pdf.setResourceCache(new TextResources());
                }
                sink.page(page);
                var found = lines.of(pdf, page);
                if (found.isEmpty()) {
                    sink.scannedPage(page);
                } else {
                    layout.page(found);
                }
            }
            layout.finish();
        } catch (InvalidPasswordException locked) {
            throw new UnreadableFileException(
                    Reason.ENCRYPTED, "is encrypted: save it without a password and send it again", locked);
        }
    }

    private static void title(PDDocument pdf, BlockSink sink) {
        String title = pdf.getDocumentInformation().getTitle();
        if (title == null) {
            return;
        }
        String lower = title.toLowerCase(Locale.ROOT);
        boolean leftOver = lower.startsWith("microsoft ")
                || lower.startsWith("untitled")
                || lower.matches(".*\\.(docx?|xlsx?|pptx?|pdf|indd|fm|qxd|pub)$");
        if (!leftOver) {
            sink.title(title);
        }
    }

    /** Fonts are worth keeping from page to page, pictures are not. */
    private static final class TextResources extends DefaultResourceCache {
        @Override
        public void put(org.apache.pdfbox.cos.COSObject indirect, PDXObject object) {
            if (!COSName.IMAGE.equals(object.getCOSObject().getCOSName(COSName.SUBTYPE))) {
                super.put(indirect, object);
            }
        }
    }
}

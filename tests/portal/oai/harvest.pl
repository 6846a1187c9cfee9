# Harvests a repository whole and prints, for each record, its identifier, its status and its titles.
use strict;
use warnings;
use HTTP::OAI;

binmode STDOUT, ":encoding(UTF-8)";

sub titles {
    my $record = shift;
    return "" if $record->is_deleted;
    return join "|", map { $_->textContent } $record->metadata->dom->findnodes('.//*[local-name() = "title"]');
}

my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
my $identity = $harvester->Identify;
die $identity->message if $identity->is_error;
# It follows the resumption tokens by itself.
my $list = $harvester->ListRecords(
    metadataPrefix => "oai_dc",
    onRecord => sub {
        my $record = shift;
        print join("\t", $record->identifier, $record->status || "", titles($record)), "\n";
    },
);
die $list->message if $list->is_error;

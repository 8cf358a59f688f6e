"""The head of the sample papers, in both languages."""

OFFICE_BN = {
    "department": "তথ্য ও যোগাযোগ প্রযুক্তি অধিদপ্তর",
    "name": "উপজেলা কার্যালয়, রংপুর সদর",
    "address": "উপজেলা কার্যালয়, রংপুর সদর, রংপুর",
    "phone": "+৮৮০২৫৮৯৯৬২৪৮৮",
    "email": "rangpursadardoict@gmail.com",
}
OFFICE_EN = {
    "department": "Department of ICT",
    "name": "Upazila ICT Office, Rangpur Sadar",
    "address": "Upazila Office, Rangpur Sadar, Rangpur",
    "phone": "+8802589962488",
    "email": "rangpursadardoict@gmail.com",
}
